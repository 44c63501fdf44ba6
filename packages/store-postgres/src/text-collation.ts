import type { Database } from './database.ts'

/** Collations that know upper and lower case beyond ASCII, the best first; `default` is what the database was made with. */
const candidates = ['pg_c_utf8', 'und-x-icu', 'C.utf8', 'en_US.utf8', 'default']

/** Names the collation by which this server turns text into lower case. */
export async function textCollation(database: Database): Promise<string> {
  const rows = await database.rows<{ collname: string }>(
    `select collname from pg_catalog.pg_collation
       where collname = any($1::text[]) and collnamespace = 'pg_catalog'::regnamespace
         and collencoding in (-1, pg_char_to_encoding('UTF8'))`,
    [candidates],
  )
  const known = new Set(rows.map(({ collname }) => collname))
  return candidates.find((name) => known.has(name)) ?? 'default'
}
