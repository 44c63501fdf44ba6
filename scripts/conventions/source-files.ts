import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from '../workspace.ts'

/** One TypeScript file of ours. */
export interface SourceFile {
  /** Relative to the root. */
  readonly path: string
  readonly text: string
}

/** Every TypeScript file of the repository, tests included. */
export function sourceFiles(): readonly SourceFile[] {
  return globSync(
    [
      'packages/*/{src,tests}/**/*.ts',
      'packages/*/*.ts',
      'examples/**/*.ts',
      'bench/**/*.ts',
      'scripts/**/*.ts',
      '*.ts',
    ],
    {
      cwd: root,
      exclude: (name) => name === 'node_modules' || name === 'dist',
    },
  )
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** Whether a file is a test. */
export function isTest({ path }: SourceFile): boolean {
  return /\.test(-d)?\.ts$/.test(path)
}

/** The statements of a file, for rules about its shape. */
export function statementsOf({ path, text }: SourceFile): readonly ts.Statement[] {
  return [...ts.createSourceFile(path, text, ts.ScriptTarget.Latest).statements]
}
