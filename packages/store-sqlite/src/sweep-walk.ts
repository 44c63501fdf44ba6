import type { UnseenQuery } from '@opencasb/core'
import { type FindingRow, findingColumns, toStoredText } from '@opencasb/store-kit'
import type { Database } from './database.ts'

/** Rows whose order is worked out at once. */
const aheadRows = 20_000
/** Sweeps that go on at the same time; more than that start over now and then. */
const mostWalks = 8

const unseen = `integration_id = ? and partition_id = ? and state <> 'resolved' and seen_run <> ?`

/** The integration and the partition that a sweep walks through. */
export type SweepOwners = readonly [integrationId: number, partitionId: number]

interface Candidate {
  readonly id: number
  readonly fingerprint: string
}

interface Walk {
  /** The query goes on here. */
  after: string
  readonly candidates: Candidate[]
  /** Whether there may be more behind the candidates. */
  readonly isCut: boolean
}

/**
 * Walks through what a run did not see. Each page of a sweep closes its records before the next is asked for, so the
 * rows to come are remembered instead of being searched and sorted again; each is looked at afresh when its turn comes.
 */
export class SweepWalk {
  readonly #database: Database
  readonly #walks = new Map<string, Walk>()

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * One page, in fingerprint order. Call it inside of a transaction.
   * @param wordsIds the checks, as `json_each` takes them apart
   */
  page(query: UnseenQuery, owners: SweepOwners, wordsIds: string): FindingRow[] {
    const key = JSON.stringify([owners, query.runId, wordsIds])
    const after = toStoredText(query.after ?? '')
    const runId = toStoredText(query.runId)
    const known = this.#walks.get(key)
    this.#walks.delete(key)
    let walk = known?.after === after && after !== '' ? known : this.#start(owners, runId, wordsIds, after)
    const found: FindingRow[] = []
    while (found.length < query.limit && walk.candidates.length > 0) {
      const next = walk.candidates.splice(0, query.limit - found.length)
      found.push(...this.#rows(next, owners, runId))
      const last = next.at(-1)
      if (last && walk.candidates.length === 0 && walk.isCut) {
        walk = this.#start(owners, runId, wordsIds, last.fingerprint)
      }
    }
    this.#keep(key, walk, found.at(-1)?.fingerprint)
    return found
  }

  #start(owners: SweepOwners, runId: string, wordsIds: string, after: string): Walk {
    const sql = `select id, fingerprint from finding
      where ${unseen} and fingerprint > ? and words_id in (select value from json_each(?)) order by fingerprint limit ?`
    const candidates = this.#database.all<Candidate>(sql, ...owners, runId, after, wordsIds, aheadRows)
    return { after, candidates, isCut: candidates.length === aheadRows }
  }

  #rows(candidates: readonly Candidate[], owners: SweepOwners, runId: string): FindingRow[] {
    const sql = `select ${findingColumns} from finding
      where id in (select value from json_each(?)) and ${unseen} order by fingerprint`
    const ids = JSON.stringify(candidates.map(({ id }) => id))
    return this.#database.all<FindingRow>(sql, ids, ...owners, runId)
  }

  #keep(key: string, walk: Walk, after: string | undefined): void {
    if (after === undefined || walk.candidates.length === 0) return
    walk.after = after
    this.#walks.set(key, walk)
    const [oldest] = this.#walks.keys()
    if (oldest !== undefined && this.#walks.size > mostWalks) this.#walks.delete(oldest)
  }
}
