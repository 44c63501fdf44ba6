import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { capture } from '../../run.ts'
import { root } from '../../workspace.ts'
import type { CodeBlock } from './code-blocks.ts'

const compiler = join(root, 'node_modules/@typescript/native/bin/tsc')

/** The imports of a JavaScript block alone, on their lines: as TypeScript, so that the names in them are looked up. */
function importsOf(code: string): string {
  const source = ts.createSourceFile('block.js', code, ts.ScriptTarget.Latest)
  const lines = code.split('\n').map(() => '')
  for (const statement of source.statements.filter(ts.isImportDeclaration)) {
    const { line } = source.getLineAndCharacterOfPosition(statement.getStart(source))
    lines[line] += statement.getText(source).replaceAll('\n', ' ')
  }
  return lines.join('\n')
}

/**
 * Compiles blocks of TypeScript and JavaScript as they stand, each as a module of its own, against the sources of the
 * packages. JavaScript is checked for its syntax and for the names that it imports.
 * @returns what is wrong, as "document:line: message"
 */
export async function compileBlocks(blocks: readonly CodeBlock[]): Promise<readonly string[]> {
  await mkdir(join(root, 'temp'), { recursive: true })
  const folder = await mkdtemp(join(root, 'temp/snippets-'))
  try {
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions: { allowJs: true, checkJs: false, moduleDetection: 'force' },
      include: ['*'],
      exclude: [],
    }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
    for (const [index, { language, code }] of blocks.entries()) {
      await writeFile(join(folder, `${index}.${language}`), code)
      if (language === 'js') await writeFile(join(folder, `${index}-imports.ts`), importsOf(code))
    }
    const { code, output } = await capture(process.execPath, [compiler, '-p', folder, '--pretty', 'false'])
    if (code === 0) return []
    const errors = output.split('\n').filter((line) => /\berror TS\d+:/.test(line))
    const inBlocks = errors.flatMap((error) => {
      const { file, line, message } = /^(?<file>.+?)\((?<line>\d+),\d+\): (?<message>.*)$/.exec(error)?.groups ?? {}
      if (file === undefined) return [error]
      const index = /^(\d+)(-imports)?\.[jt]s$/.exec(relative(folder, join(root, file)))?.[1]
      const block = index === undefined ? undefined : blocks[Number(index)]
      // What is wrong in the sources themselves is for the type check of the repository to say.
      return block ? [`${block.document}:${block.line + Number(line) - 1}: ${message}`] : []
    })
    if (errors.length === 0) throw new Error(`The compiler ended with ${code}: ${output}`)
    return [...new Set(inBlocks)]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
