import { createHash } from 'node:crypto'
import { ConfigError } from '@opencasb/core'

/** What PostgreSQL keeps of a name. */
const longestName = 63

/** Statements that hosts' filters lead to and that are prepared; more than that are too many to keep on each connection. */
const mostPrepared = 200

/** Turns `{finding}` in a statement into the table of that name in the schema, whatever the session's search path is. */
export class Layout {
  readonly schema: string
  readonly #statements = new Map<string, string>()
  readonly #names = new Map<string, string>()
  #varying = 0

  /** @throws ConfigError where the schema cannot be the name of one */
  constructor(schema: string) {
    if (schema === '' || schema.includes('\0') || Buffer.byteLength(schema) > longestName || schema.startsWith('pg_')) {
      const message = `schema must name a schema: 1 to ${longestName} bytes, and not begin with pg_`
      throw new ConfigError(message, { field: 'schema' })
    }
    this.schema = schema
  }

  /** The schema as it stands in statements. */
  get quoted(): string {
    return `"${this.schema.replaceAll('"', '""')}"`
  }

  /** Only for statements from a fixed set: they are remembered. */
  statement(sql: string): string {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = sql.replaceAll(/\{([a-z_]+)\}/g, (_, table: string) => `${this.quoted}."${table}"`)
    this.#statements.set(sql, statement)
    return statement
  }

  /**
   * The name under which a statement is prepared; `undefined` where too many others are. It is the same for the same text:
   * another store may use the connections as well.
   */
  preparedName(sql: string, isFixed: boolean): string | undefined {
    const known = this.#names.get(sql)
    if (known !== undefined) return known
    if (!isFixed && ++this.#varying > mostPrepared) return undefined
    const name = `opencasb_${createHash('sha1').update(sql).digest('base64url')}`
    this.#names.set(sql, name)
    return name
  }
}
