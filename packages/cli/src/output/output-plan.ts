import { ConfigError } from '@opencasb/core'
import { formatOfFile, type OutputFormat, outputFormats } from './output-format.ts'

/** A file that results are written to. */
export interface OutputFile {
  /** As the user wrote it. */
  readonly path: string
  readonly format: OutputFormat
}

/** What is printed, and what is written where. */
export interface OutputPlan {
  readonly printed: OutputFormat
  readonly files: readonly OutputFile[]
}

/**
 * Applies the rule of `--format` and `--output`: without `--output`, `--format` is what is printed. With it, the table
 * is printed and files are written, each in the form that its name asks for; `--format` is for a file whose name asks
 * for none, and has the last word where there is one file only.
 * @throws ConfigError where the form of a file cannot be told
 */
export function planOutputs(format: OutputFormat | undefined, paths: readonly string[]): OutputPlan {
  if (paths.length === 0) return { printed: format ?? 'table', files: [] }
  const files = paths.map((path): OutputFile => {
    if (path === '' || path === '-') {
      throw new ConfigError('--output: needs the name of a file. Leave it out to print the results.', {
        field: '--output',
      })
    }
    const found = paths.length === 1 ? (format ?? formatOfFile(path)) : (formatOfFile(path) ?? format)
    if (found === undefined) {
      throw new ConfigError(
        `--output: the name ${path} does not tell the form. Give it one of the endings .json, .jsonl, .sarif, .ocsf.jsonl, .csv, .html or .txt, or add --format (${outputFormats.join(', ')}).`,
        { field: '--output' },
      )
    }
    return { path, format: found }
  })
  const twice = paths.find((path, index) => paths.indexOf(path) !== index)
  if (twice !== undefined) {
    throw new ConfigError(`--output: ${twice} is named twice. Give each file a name of its own.`, { field: '--output' })
  }
  return { printed: 'table', files }
}
