import type { PostgresClient, PostgresResult } from './connect.ts'
import type { Layout } from './layout.ts'
import { valueParsers } from './value-parsers.ts'

/** A value that a statement is given. */
export type SqlValue = string | number | boolean | null | Uint8Array | readonly (string | number | null)[]

/** What can be asked for statements: a connection inside of a transaction, or the database for one at a time. */
export interface Queryable {
  /** Runs a statement of a fixed set: it is prepared once on each connection. */
  rows<Row>(sql: string, values?: readonly SqlValue[]): Promise<Row[]>
  /** The same, for the number of rows that were changed. */
  run(sql: string, values?: readonly SqlValue[]): Promise<number>
  /** Runs a statement that was put together for this call. */
  ask<Row>(query: BuiltQuery): Promise<Row[]>
  change(query: BuiltQuery): Promise<number>
}

/** What a query builder makes. */
export interface BuiltQuery {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** The longest that a timer takes, 24 days: the driver has no word for never. */
const endlessMs = 2 ** 31 - 1

/** One transaction on one connection. */
export class Transaction implements Queryable {
  readonly #client: PostgresClient
  readonly #layout: Layout
  readonly #afterCommit: (() => void)[] = []
  #isUnhurried = false

  constructor(client: PostgresClient, layout: Layout) {
    this.#client = client
    this.#layout = layout
  }

  async rows<Row>(sql: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    return (await this.#prepared(sql, values)).rows as Row[]
  }

  async run(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    return (await this.#prepared(sql, values)).rowCount ?? 0
  }

  async ask<Row>(query: BuiltQuery): Promise<Row[]> {
    return (await this.#built(query)).rows as Row[]
  }

  async change(query: BuiltQuery): Promise<number> {
    return (await this.#built(query)).rowCount ?? 0
  }

  /** From here on statements may take as long as the data is large, whatever limits the pool has. */
  async takeTime(): Promise<void> {
    await this.ask({ sql: 'set local statement_timeout = 0', parameters: [] })
    this.#isUnhurried = true
  }

  /** What is to be remembered once it is certain to be written. */
  afterCommit(remember: () => void): void {
    this.#afterCommit.push(remember)
  }

  /** Calls what waited for the commit. */
  committed(): void {
    for (const remember of this.#afterCommit) remember()
  }

  #prepared(sql: string, values: readonly SqlValue[]): Promise<PostgresResult> {
    const text = this.#layout.statement(sql)
    return this.#query(text, values, this.#layout.preparedName(text, true))
  }

  #built({ sql, parameters }: BuiltQuery): Promise<PostgresResult> {
    // Several statements at once cannot be prepared; none of them takes values.
    const name = parameters.length > 0 ? this.#layout.preparedName(sql, false) : undefined
    return this.#query(sql, parameters, name)
  }

  #query(text: string, values: readonly unknown[], name: string | undefined): Promise<PostgresResult> {
    const limit = this.#isUnhurried ? { query_timeout: endlessMs } : {}
    const statement = { text, values: [...values], types: valueParsers, ...limit }
    return this.#client.query(name === undefined ? statement : { name, ...statement })
  }
}
