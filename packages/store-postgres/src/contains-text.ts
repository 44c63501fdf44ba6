import { type RawBuilder, sql } from 'kysely'

/** Texts whose letters the columns' own collation knows the case of, and many times faster. */
const ascii = /^[\0-\x7f]*$/

/**
 * The condition that a column holds a text, in lower case. Columns are compared by their bytes, so the collation that
 * knows the case of all letters is named: not every server has the same.
 */
export function containsText(column: RawBuilder<string>, text: string, collation: string): RawBuilder<boolean> {
  const lower = ascii.test(text)
    ? sql`lower(${column})`
    : sql`lower(${column} collate ${sql.id('pg_catalog', collation)})`
  const plain = sql`strpos(${lower}, ${text}) > 0`
  // What cannot be text in a database is kept as JSON.
  const escaped = JSON.stringify(text).slice(1, -1)
  if (escaped === text) return sql<boolean>`(${plain})`
  const usable = text.includes('\0') || !text.isWellFormed() ? sql`false` : plain
  return sql<boolean>`(${usable} or (starts_with(${column}, '"') and strpos(${lower}, ${escaped}) > 0))`
}
