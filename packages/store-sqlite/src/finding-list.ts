import type { Finding, FindingFilter, ListOptions, ListPage } from '@opencasb/core'
import type { Database } from './database.ts'
import { findingConditions } from './finding-conditions.ts'
import { type FindingReader, type FindingRow, findingColumns } from './finding-row.ts'
import { decodeCursor, encodeCursor, pageLimit } from './list-cursor.ts'

/** Rows whose order is worked out at once. Listing everything page by page sorts the table only now and then. */
const aheadRows = 25_000

const order = 'severity, first_seen desc, fingerprint, integration_id'
const behind = `(severity > ? or (severity = ? and (first_seen < ?
  or (first_seen = ? and (fingerprint, integration_id) > (?, ?)))))`

/** Rows that come next in a listing, as long as nothing is written. */
interface Ahead {
  readonly listing: string
  readonly version: string
  /** The cursor of the page that begins with the first id. */
  readonly after: string | undefined
  readonly ids: readonly number[]
}

/**
 * Lists findings, most urgent first. There is no index in that order: keeping one would cost scans, which write, more
 * than it would save people, who look.
 */
export class FindingList {
  readonly #database: Database
  readonly #reader: FindingReader
  #ahead: Ahead | undefined

  constructor(database: Database, reader: FindingReader) {
    this.#database = database
    this.#reader = reader
  }

  /** One page. Call it inside of a transaction. */
  page(filter: FindingFilter, options: ListOptions = {}): ListPage<Finding> {
    const limit = pageLimit(options.limit)
    const { ids, ...listing } = this.#upcoming(filter, options.after, limit)
    const rows = this.#rows(ids.slice(0, limit))
    const items = rows.map((row) => this.#reader.finding(row))
    const last = rows.at(-1)
    if (ids.length <= limit || !last) return { items }
    const { severity, first_seen, fingerprint, integration_id } = last
    const cursor = encodeCursor([severity, first_seen, fingerprint, integration_id])
    this.#ahead = { ...listing, after: cursor, ids: ids.slice(limit) }
    return { items, cursor }
  }

  #upcoming(filter: FindingFilter, after: string | undefined, limit: number): Ahead {
    const listing = JSON.stringify(filter)
    const version = this.#database.version()
    const known = this.#ahead
    const fits = known?.listing === listing && known.version === version && known.after === after
    // One more than the page tells whether there is another.
    if (known && fits && after !== undefined && known.ids.length > limit) return known
    const { conditions, values } = findingConditions(filter)
    if (after !== undefined) {
      const [severity = 0, firstSeen = '', fingerprint = '', integrationId = 0] = decodeCursor(after, [
        'number',
        'string',
        'string',
        'number',
      ])
      conditions.push(behind)
      values.push(severity, severity, firstSeen, firstSeen, fingerprint, integrationId)
    }
    const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
    const sql = `select id from finding ${where} order by ${order} limit ?`
    const rows = this.#database.all<{ id: number }>(sql, ...values, after === undefined ? limit + 1 : aheadRows)
    return { listing, version, after, ids: rows.map(({ id }) => id) }
  }

  #rows(ids: readonly number[]): FindingRow[] {
    const sql = `select ${findingColumns} from finding where id in (select value from json_each(?))`
    const rows = this.#database.all<FindingRow>(sql, JSON.stringify(ids))
    const places = new Map(ids.map((id, place) => [id, place]))
    return rows.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
  }
}
