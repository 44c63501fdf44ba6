import type { Finding, FindingFilter, ListOptions, ListPage } from '@opencasb/core'
import { decodeCursor, encodeCursor, type ListedFindingRow, listedFindingColumns, pageLimit } from '@opencasb/store-kit'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { findingConditions } from './finding-conditions.ts'
import type { FindingReader } from './finding-reader.ts'
import type { QueryBuilder } from './tables.ts'
import type { BuiltQuery } from './transaction.ts'

const columns = sql.raw(listedFindingColumns)
const order = sql.raw('severity, first_seen desc, fingerprint, integration_id')

/** Statements that are remembered with their values: hosts ask for page after page of the same listing. */
const mostRemembered = 200

/** Where a listing goes on: behind a finding, among those that are as urgent or those that are less. */
type Part = 'start' | 'as-urgent' | 'less-urgent'

type Condition = RawBuilder<boolean>

/** Each with its values, which are put in when it is asked. */
const placeConditions: Readonly<Record<Part, Condition>> = {
  start: sql`true`,
  'as-urgent': sql`severity = ${0}::integer and first_seen <= ${''}
    and (first_seen < ${''} or (fingerprint, integration_id) > (${''}, ${0}::bigint))`,
  'less-urgent': sql`severity > ${0}::integer`,
}

/** Lists findings, most urgent first, along an index in that order. */
export class FindingList {
  readonly #database: Database
  readonly #builder: QueryBuilder
  readonly #reader: FindingReader
  readonly #collation: string
  readonly #queries = new Map<string, BuiltQuery>()

  constructor(database: Database, builder: QueryBuilder, reader: FindingReader, collation: string) {
    this.#database = database
    this.#builder = builder
    this.#reader = reader
    this.#collation = collation
  }

  async page(filter: FindingFilter, options: ListOptions = {}): Promise<ListPage<Finding>> {
    const limit = pageLimit(options.limit)
    // One more than the page tells whether there is another.
    const rows = await this.#rows(filter, options.after, limit + 1)
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
  async #rows(filter: FindingFilter, after: string | undefined, limit: number): Promise<ListedFindingRow[]> {
    if (after === undefined) return this.#ask(filter, 'start', [], limit)
    const key = decodeCursor(after, ['number', 'string', 'string', 'number'])
    const [severity = 0, firstSeen = '', fingerprint = '', integrationId = 0] = key
    const place = [severity, firstSeen, firstSeen, fingerprint, integrationId]
    const asUrgent = await this.#ask(filter, 'as-urgent', place, limit)
    if (asUrgent.length === limit) return asUrgent
    return [...asUrgent, ...(await this.#ask(filter, 'less-urgent', [severity], limit - asUrgent.length))]
  }

  #ask(filter: FindingFilter, part: Part, place: readonly unknown[], limit: number): Promise<ListedFindingRow[]> {
    const key = `${part} ${limit} ${JSON.stringify(filter)}`
    const known = this.#queries.get(key) ?? this.#query(filter, part, limit)
    if (this.#queries.size >= mostRemembered) this.#queries.clear()
    this.#queries.set(key, known)
    // The place comes first in the statement.
    return this.#database.ask<ListedFindingRow>({
      sql: known.sql,
      parameters: [...place, ...known.parameters.slice(place.length)],
    })
  }

  #query(filter: FindingFilter, part: Part, limit: number): BuiltQuery {
    const table = sql.id(this.#database.layout.schema, 'finding')
    const conditions = findingConditions(this.#builder, filter, this.#collation)
    const matching = sql.join([placeConditions[part], ...conditions], sql` and `)
    // The limit stands in the statement: how rows are best found depends on it.
    const query = sql<ListedFindingRow>`select ${columns} from ${table} where ${matching} order by ${order} limit ${sql.lit(limit)}`
    return query.compile(this.#builder)
  }
}
