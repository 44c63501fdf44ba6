/** The databases that share the layout. */
export type SqlDialect = 'sqlite' | 'postgres'

/** What the databases call differently. */
export interface DialectWords {
  /** Type of a key that the database counts up and never gives out twice. */
  readonly countedKey: string
  /** The same, where a key may be used again after its row was erased. */
  readonly rowKey: string
  /** Type of whole numbers up to 2^53: references to counted keys, times in milliseconds. */
  readonly big: string
  /** Type of texts, compared by their bytes. */
  readonly text: string
  /** Type of bytes. */
  readonly bytes: string
  /** Ends a table of rows that each scan marks: with room beside them such a mark touches no index. */
  readonly roomy: string
  /** Ends a table whose rows live in its primary key. */
  readonly keyTable: string
}

const words: Readonly<Record<SqlDialect, DialectWords>> = {
  sqlite: {
    countedKey: 'integer primary key autoincrement',
    rowKey: 'integer primary key',
    big: 'integer',
    text: 'text',
    bytes: 'blob',
    roomy: '',
    keyTable: ' without rowid',
  },
  postgres: {
    countedKey: 'bigint generated always as identity primary key',
    rowKey: 'bigint generated always as identity primary key',
    big: 'bigint',
    text: 'text collate "C"',
    bytes: 'bytea',
    // A fifth of the time. @see https://www.postgresql.org/docs/current/storage-hot.html
    roomy: ' with (fillfactor = 50)',
    keyTable: '',
  },
}

/** The words of a database. */
export function dialectWords(dialect: SqlDialect): DialectWords {
  return words[dialect]
}
