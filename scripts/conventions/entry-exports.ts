import { dirname, join } from 'node:path'
import ts from 'typescript'
import { type SourceFile, statementsOf } from './source-files.ts'

/** Something that a package exports, with the file that declares it. */
export interface EntryExport {
  readonly name: string
  readonly path: string
}

/** What an entry file passes on from files of its own package. */
export function entryExports(entry: SourceFile): readonly EntryExport[] {
  return statementsOf(entry).flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier || !statement.exportClause) return []
    const from = (statement.moduleSpecifier as ts.StringLiteral).text
    if (!from.startsWith('.') || !ts.isNamedExports(statement.exportClause)) return []
    const path = join(dirname(entry.path), from)
    return statement.exportClause.elements.map((element) => ({
      name: (element.propertyName ?? element.name).text,
      path,
    }))
  })
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText())
  const { name } = statement as { name?: ts.Node } & ts.Statement
  return name ? [name.getText()] : []
}

/** Says whether a file declares a name without a doc comment; overloads share the comment of the first. */
export function isUndocumented(file: SourceFile, name: string): boolean {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true)
  const declarations = source.statements.filter((statement) => namesOf(statement).includes(name))
  return declarations.length > 0 && !declarations.some((statement) => ts.getJSDocCommentsAndTags(statement).length > 0)
}
