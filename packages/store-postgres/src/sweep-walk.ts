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

/** Rows whose order is worked out at once. */
const aheadRows = 20_000
/** Sweeps that go on at the same time; more than that start over now and then. */
const mostWalks = 32

const unseen = `state <> 'resolved' and seen_run <> $2`
const startSql = `select id, fingerprint from {finding}
  where integration_id = $5 and partition_id = $1 and ${unseen} and fingerprint > $3
    and words_id = any(array(select id from {check_words} where integration_id = $5 and check_id = any($4::text[])))
  order by fingerprint limit ${aheadRows}`
const rowsSql = `select ${findingColumns} from {finding}
  where id = any($3::bigint[]) and partition_id = $1 and ${unseen} order by fingerprint`

/** The partition that is swept. */
export interface SweptPlace {
  readonly integrationId: number
  readonly partitionId: number
}

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

  /** One page, in fingerprint order. */
  async page(query: UnseenQuery, place: SweptPlace): Promise<FindingRow[]> {
    const key = JSON.stringify([place.partitionId, query.runId, query.checks])
    const after = toStoredText(query.after ?? '')
    const runId = toStoredText(query.runId)
    const checks = query.checks.map(toStoredText)
    let walk = this.#walks.take(key, after) ?? (await this.#start(place, runId, checks, after))
    const found: FindingRow[] = []
    while (found.length < query.limit && walk.steps.length > 0) {
      const next = walk.steps.splice(0, query.limit - found.length)
      const ids = next.map(({ id }) => id)
      found.push(...(await this.#database.rows<FindingRow>(rowsSql, [place.partitionId, runId, ids])))
      const last = next.at(-1)
      if (last && walk.steps.length === 0 && walk.isCut) {
        walk = await this.#start(place, runId, checks, last.fingerprint)
      }
    }
    this.#walks.keep(key, walk, found.at(-1)?.fingerprint)
    return found
  }

  async #start(place: SweptPlace, runId: string, checks: readonly string[], after: string): Promise<Walk> {
    const values = [place.partitionId, runId, after, checks, place.integrationId]
    const steps = await this.#database.rows<WalkStep>(startSql, values)
    return { steps, isCut: steps.length === aheadRows }
  }
}
