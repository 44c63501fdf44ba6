import type { UnseenQuery } from '@opencasb/core'
import {
  type FindingRow,
  findingColumns,
  RememberedWalks,
  toStoredText,
  type Walk,
  type WalkStep,
} from '@opencasb/store-kit'
import type { Database } from './database.ts'
import { type FindingCells, toFindingRow } from './finding-cells.ts'

/** Rows whose order is worked out at once. */
const aheadRows = 20_000
/** Sweeps that go on at the same time; more than that start over now and then. */
const mostWalks = 8

const unseen = `integration_id = ? and partition_id = ? and state <> 'resolved' and seen_run <> ?`

/** The integration and the partition that a sweep walks through. */
export type SweepOwners = readonly [integrationId: number, partitionId: number]

/**
 * Walks through what a run did not see. Each page of a sweep closes its records before the next is asked for, so the
 * rows to come are remembered instead of being searched and sorted again; each is looked at afresh when its turn comes.
 */
export class SweepWalk {
  readonly #database: Database
  readonly #walks = new RememberedWalks(mostWalks)

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
    let walk = this.#walks.take(key, after) ?? this.#start(owners, runId, wordsIds, after)
    const found: FindingRow[] = []
    while (found.length < query.limit && walk.steps.length > 0) {
      const next = walk.steps.splice(0, query.limit - found.length)
      found.push(...this.#rows(next, owners, runId))
      const last = next.at(-1)
      if (last && walk.steps.length === 0 && walk.isCut) {
        walk = this.#start(owners, runId, wordsIds, last.fingerprint)
      }
    }
    this.#walks.keep(key, walk, found.at(-1)?.fingerprint)
    return found
  }

  #start(owners: SweepOwners, runId: string, wordsIds: string, after: string): Walk {
    const sql = `select id, fingerprint from finding
      where ${unseen} and fingerprint > ? and words_id in (select value from json_each(?)) order by fingerprint limit ?`
    const steps = this.#database.all<WalkStep>(sql, ...owners, runId, after, wordsIds, aheadRows)
    return { steps, isCut: steps.length === aheadRows }
  }

  #rows(steps: readonly WalkStep[], owners: SweepOwners, runId: string): FindingRow[] {
    const sql = `select ${findingColumns} from finding
      where id in (select value from json_each(?)) and ${unseen} order by fingerprint`
    const ids = JSON.stringify(steps.map(({ id }) => id))
    return this.#database.cells<FindingCells>(sql, ids, ...owners, runId).map(toFindingRow)
  }
}
