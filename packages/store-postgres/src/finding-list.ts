import type { Finding, FindingFilter, ListOptions, ListPage } from '@opencasb/core'
import { decodeCursor, encodeCursor, type FindingRow, findingColumns, pageLimit } from '@opencasb/store-kit'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { findingConditions } from './finding-conditions.ts'
import type { FindingReader } from './finding-reader.ts'
import type { QueryBuilder } from './tables.ts'

const columns = sql.raw(findingColumns)
const order = sql.raw('severity, first_seen desc, fingerprint, integration_id')

type Condition = RawBuilder<boolean>

/** Lists findings, most urgent first, along an index in that order. */
export class FindingList {
  readonly #database: Database
  readonly #builder: QueryBuilder
  readonly #reader: FindingReader
  readonly #collation: string

  constructor(database: Database, builder: QueryBuilder, reader: FindingReader, collation: string) {
    this.#database = database
    this.#builder = builder
    this.#reader = reader
    this.#collation = collation
  }

  async page(filter: FindingFilter, options: ListOptions = {}): Promise<ListPage<Finding>> {
    const limit = pageLimit(options.limit)
    const conditions = findingConditions(this.#builder, filter, this.#collation)
    // One more than the page tells whether there is another.
    const rows = await this.#rows(conditions, options.after, limit + 1)
    const page = rows.slice(0, limit)
    const items = await this.#reader.findings(this.#database, page)
    const last = page.at(-1)
    if (rows.length <= limit || !last) return { items }
    const { severity, first_seen, fingerprint, integration_id } = last
    return { items, cursor: encodeCursor([severity, first_seen, fingerprint, integration_id]) }
  }

  /**
   * One condition for all that lies behind a place would read the index from its start: two of its columns run forwards
   * and one backwards. So what is as urgent is asked for first, and what is less urgent only where that does not do.
   */
  async #rows(conditions: readonly Condition[], after: string | undefined, limit: number): Promise<FindingRow[]> {
    if (after === undefined) return this.#ask(conditions, limit)
    const key = decodeCursor(after, ['number', 'string', 'string', 'number'])
    const [severity, firstSeen, fingerprint, integrationId] = key
    const asUrgent = await this.#ask(
      [
        sql`severity = ${severity}::integer and first_seen <= ${firstSeen}`,
        sql`(first_seen < ${firstSeen} or (fingerprint, integration_id) > (${fingerprint}, ${integrationId}::bigint))`,
        ...conditions,
      ],
      limit,
    )
    if (asUrgent.length === limit) return asUrgent
    const lessUrgent = await this.#ask([sql`severity > ${severity}::integer`, ...conditions], limit - asUrgent.length)
    return [...asUrgent, ...lessUrgent]
  }

  #ask(conditions: readonly Condition[], limit: number): Promise<FindingRow[]> {
    const table = sql.id(this.#database.layout.schema, 'finding')
    const matching = sql.join([sql<boolean>`true`, ...conditions], sql` and `)
    // The limit stands in the statement: how rows are best found depends on it.
    const query = sql<FindingRow>`select ${columns} from ${table} where ${matching} order by ${order} limit ${sql.lit(limit)}`
    return this.#database.ask<FindingRow>(query.compile(this.#builder))
  }
}
