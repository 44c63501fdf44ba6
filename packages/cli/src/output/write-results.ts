import { access, constants } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import type { Finding, FindingHistoryEntry, ScanReport } from '@opencasb/core'
import { SinkError } from '@opencasb/core'
import { writeCsv, writeHtml, writeJson, writeJsonl, writeSarif } from '@opencasb/sinks'
import manifest from '../../package.json' with { type: 'json' }
import type { OutputFormat } from './output-format.ts'
import type { OutputFile } from './output-plan.ts'
import { writeFindingsAsOcsf } from './write-findings-as-ocsf.ts'

const generator = { name: manifest.name, version: manifest.version }

/** The forms that the writers know. */
export type PrintedFormat = Exclude<OutputFormat, 'table'>

/** What is written. */
export interface Results {
  readonly reports: readonly ScanReport[]
  /** Read anew for each output, one finding at a time. */
  findings(): AsyncIterable<Finding>
  /** What happened to a finding. */
  history(finding: Finding): Promise<readonly FindingHistoryEntry[]>
}

/** Writes results in one form to a file or a stream. Tables are rendered elsewhere. */
export function writeResults(format: PrintedFormat, results: Results, output: string | Writable): Promise<void> {
  const { reports } = results
  if (format === 'json') return writeJson(reports, results.findings(), output, { generator })
  if (format === 'jsonl') return writeJsonl(results.findings(), output)
  if (format === 'ocsf') return writeFindingsAsOcsf(results, output, generator)
  if (format === 'csv') return writeCsv(results.findings(), output)
  if (format === 'sarif') return writeSarif(reports, results.findings(), output, { generator })
  return writeHtml(reports, results.findings(), output, { generator })
}

/**
 * Looks before a long scan whether its results can be written afterwards.
 * @throws SinkError naming the file
 */
export async function checkOutputs(files: readonly OutputFile[], cwd: string): Promise<void> {
  for (const { path } of files) {
    try {
      await access(dirname(resolve(cwd, path)), constants.W_OK)
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
      const cause = missing ? 'its folder does not exist' : 'its folder cannot be written to'
      throw new SinkError(`--output: cannot write ${path}: ${cause}. Nothing was scanned.`, {
        sink: path,
        cause: error,
        retryable: false,
      })
    }
  }
}
