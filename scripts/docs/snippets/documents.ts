import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../workspace.ts'
import { generatedFiles, generatedFolders } from '../generated-files.ts'

/** One page in Markdown. */
export interface Document {
  /** Relative to the root. */
  readonly path: string
  readonly text: string
}

const patterns = ['*.md', 'docs/**/*.md', 'packages/*/README.md', 'examples/*/README.md']

/** Every page that people wrote. */
export function writtenDocuments(): readonly Document[] {
  const generated = generatedFiles()
  const isGenerated = (path: string): boolean =>
    generated.has(path) || [...generatedFolders, 'docs/api'].some((folder) => path.startsWith(`${folder}/`))
  return globSync(patterns, { cwd: root })
    .filter((path) => !isGenerated(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** Every page that scripts make, as they would make it now. */
export function generatedDocuments(): readonly Document[] {
  return [...generatedFiles()].filter(([path]) => path.endsWith('.md')).map(([path, text]) => ({ path, text }))
}
