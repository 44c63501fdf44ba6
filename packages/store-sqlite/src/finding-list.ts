import type { Finding, FindingFilter, ListOptions, ListPage } from '@opencasb/core'
import { type ListedFindingRow, listedFindingColumns, pageLimit, storedSeverities } from '@opencasb/store-kit'
import type { Database } from './database.ts'
import { type ListedFindingCells, toListedRow } from './finding-cells.ts'
import { type Conditions, findingConditions } from './finding-conditions.ts'
import { comparePlaces, cursorOf, type FindingPlace, placeOf } from './finding-place.ts'
import type { FindingReader } from './finding-reader.ts'
import { type FindingSource, findingSources, stretchesOf } from './finding-sources.ts'

const candidateColumns = 'id, severity, first_seen, fingerprint, integration_id'

const orderOfOne = 'first_seen desc, fingerprint'
const orderOfAll = `${orderOfOne}, integration_id`

/** Not the bare value: SQLite plans with that, and prepares the statement anew for each. */
const limit = '? + 0'

interface Candidate extends FindingPlace {
  readonly id: number
}

type CandidateCells = readonly [number, number, string, string, number]

function toCandidate([id, severity, first_seen, fingerprint, integration_id]: CandidateCells): Candidate {
  return { id, severity, first_seen, fingerprint, integration_id }
}

/**
 * Lists findings, most urgent first. Indexes hold them in that order within each severity, so that a page costs what its
 * rows cost, wherever it is.
 */
export class FindingList {
  readonly #database: Database
  readonly #reader: FindingReader

  constructor(database: Database, reader: FindingReader) {
    this.#database = database
    this.#reader = reader
  }

  /** One page. Call it inside of a transaction. */
  page(filter: FindingFilter, options: ListOptions = {}): ListPage<Finding> {
    const size = pageLimit(options.limit)
    const after = options.after === undefined ? undefined : placeOf(options.after)
    // One more than the page tells whether there is another.
    const found = this.#rows(filter, after, size + 1)
    const rows = found.slice(0, size)
    const items = rows.map((row) => this.#reader.finding(row))
    const last = rows.at(-1)
    return found.length > size && last ? { items, cursor: cursorOf(last) } : { items }
  }

  #rows(filter: FindingFilter, after: FindingPlace | undefined, wanted: number): ListedFindingRow[] {
    const { sources, rest } = findingSources(this.#database, filter)
    const { severity = storedSeverities, ...others } = rest
    const conditions = findingConditions(others)
    const rows: ListedFindingRow[] = []
    for (const [number, name] of storedSeverities.entries()) {
      if (!severity.includes(name) || number < (after?.severity ?? 0)) continue
      const behind = after?.severity === number ? after : undefined
      rows.push(...this.#ofSeverity(number, sources, conditions, behind, wanted - rows.length))
      if (rows.length >= wanted) break
    }
    return rows
  }

  #ofSeverity(
    severity: number,
    sources: readonly FindingSource[],
    conditions: Conditions,
    after: FindingPlace | undefined,
    wanted: number,
  ): ListedFindingRow[] {
    const read = <Cells extends readonly unknown[]>(columns: string, source: FindingSource): Cells[] =>
      this.#ofSource<Cells>(columns, source, severity, conditions, after, wanted)
    const [source, ...others] = sources
    if (!source) return []
    if (others.length === 0) return read<ListedFindingCells>(listedFindingColumns, source).map(toListedRow)
    const candidates = sources.flatMap((each) => read<CandidateCells>(candidateColumns, each).map(toCandidate))
    return this.#ofIds(candidates.sort(comparePlaces).slice(0, wanted))
  }

  #ofSource<Cells extends readonly unknown[]>(
    columns: string,
    source: FindingSource,
    severity: number,
    { conditions, values }: Conditions,
    after: FindingPlace | undefined,
    wanted: number,
  ): Cells[] {
    const found: Cells[] = []
    for (const stretch of stretchesOf(source, after)) {
      const where = ['severity = ?', ...stretch.conditions, ...conditions].join(' and ')
      const sql = `select ${columns} from finding indexed by ${source.index} where ${where}
        order by ${source.integrationId === undefined ? orderOfAll : orderOfOne} limit ${limit}`
      found.push(...this.#database.cells<Cells>(sql, severity, ...stretch.values, ...values, wanted - found.length))
      if (found.length >= wanted) break
    }
    return found
  }

  #ofIds(found: readonly Candidate[]): ListedFindingRow[] {
    const sql = `select ${listedFindingColumns} from finding where id in (select value from json_each(?))`
    const ids = JSON.stringify(found.map(({ id }) => id))
    const rows = this.#database.cells<ListedFindingCells>(sql, ids).map(toListedRow)
    const places = new Map(found.map(({ id }, place) => [id, place]))
    return rows.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
  }
}
