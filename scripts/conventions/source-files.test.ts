import { basename } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { entriesOf, publicPackages } from '../workspace.ts'
import { entryExports, isUndocumented } from './entry-exports.ts'
import { isTest, sourceFiles, statementsOf } from './source-files.ts'

const files = sourceFiles()
const published = files.filter((file) => /^packages\/[^/]+\/src\//.test(file.path) && !isTest(file))
const entryPaths = new Set(
  publicPackages().flatMap((workspace) => entriesOf(workspace).map((entry) => `${workspace.folder}/${entry.source}`)),
)
const longest = 400
const saysNothing = /(^|[/-])(utils?|helpers?|common|misc|shared|managers?|types|stuff)(\.test)?(\.ts$|\/)/

describe('source files', () => {
  it('finds the sources of every published package', () => {
    for (const { folder } of publicPackages()) {
      expect(
        published.some((file) => file.path.startsWith(`${folder}/`)),
        `${folder} has sources`,
      ).toBe(true)
    }
  })

  it(`are at most ${longest} lines long: split by phase or by noun`, () => {
    const tooLong = files
      .filter((file) => !isTest(file))
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > longest)
    expect(tooLong).toEqual([])
  })

  it('are named after what they export, in kebab case', () => {
    const unclear = files.filter(({ path }) => saysNothing.test(path)).map(({ path }) => path)
    expect(unclear, 'names that tell nothing').toEqual([])
    const misspelt = files
      .filter(({ path }) => !/^[a-z0-9]+([.-][a-z0-9]+)*\.ts$/.test(basename(path)))
      .map(({ path }) => path)
    expect(misspelt, 'names that are not kebab case').toEqual([])
  })

  it('switch no type check off', () => {
    const marker = new RegExp(['@ts-', '(ignore|nocheck)'].join(''))
    expect(files.filter(({ text }) => marker.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('leave no test out', () => {
    const leftOut = /\b(it|test|describe)\.(skip|only|todo|fails)\b/
    const inTests = files.filter(isTest)
    expect(inTests.filter(({ text }) => leftOut.test(text)).map(({ path }) => path)).toEqual([])
  })
})

describe('published modules', () => {
  it('export by name', () => {
    const byDefault = published.filter((file) =>
      statementsOf(file).some(
        (statement) =>
          ts.isExportAssignment(statement) ||
          (ts.canHaveModifiers(statement) &&
            ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)),
      ),
    )
    expect(byDefault.map(({ path }) => path)).toEqual([])
  })

  it('re-export nothing by wildcard', () => {
    const wildcards = published.filter((file) =>
      statementsOf(file).some(
        (statement) =>
          ts.isExportDeclaration(statement) && !(statement.exportClause && ts.isNamedExports(statement.exportClause)),
      ),
    )
    expect(wildcards.map(({ path }) => path)).toEqual([])
  })

  it('are reached through entry files that hold exports and nothing else', () => {
    const entries = published.filter(({ path }) => entryPaths.has(path))
    expect(entries.map(({ path }) => path)).toEqual([...entryPaths].sort())
    const withLogic = entries.flatMap((file) =>
      statementsOf(file)
        .filter((statement) => !(ts.isExportDeclaration(statement) && statement.moduleSpecifier))
        .map((statement) => `${file.path}: ${ts.SyntaxKind[statement.kind]}`),
    )
    expect(withLogic).toEqual([])
  })

  it('document everything that an entry exports', () => {
    const byPath = new Map(published.map((file) => [file.path, file]))
    const undocumented = [...entryPaths].flatMap((path) => {
      const entry = byPath.get(path)
      return (entry ? entryExports(entry) : []).filter((exported) => {
        const file = byPath.get(exported.path)
        return file && isUndocumented(file, exported.name)
      })
    })
    expect(undocumented).toEqual([])
  })
})
