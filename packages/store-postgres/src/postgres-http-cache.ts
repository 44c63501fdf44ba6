import type { CachedAnswer, Clock, HttpCache } from '@opencasb/core'
import {
  type CachedAnswerRow,
  cacheLimits,
  dayOf,
  type StoredAnswer,
  toCachedAnswer,
  toStoredAnswer,
  toStoredKey,
  toStoredText,
} from '@opencasb/store-kit'
import type { Database } from './database.ts'
import type { Transaction } from './transaction.ts'

const getSql = `select id, used_day, validators, body from {http_cache}
  where integration_id = (select id from {integration} where key = $1) and key = $2`
const integrationSql = 'select id from {integration} where key = $1 for no key update'
const usedSql = 'update {http_cache} set used_day = $2 where integration_id = $1 and id = any($3::bigint[])'
const sumSql = 'select coalesce(sum(size), 0)::bigint as size from {http_cache} where integration_id = $1'
const staleSql = 'delete from {http_cache} where integration_id = $1 and used_day < $2'
const putSql = `insert into {http_cache}(integration_id, key, size, used_day, validators, body)
  select $1::bigint, given.key, given.size, $2::integer, given.validators, given.body
    from unnest($3::text[], $4::bigint[], $5::text[], $6::bytea[]) as given(key, size, validators, body)
  on conflict (integration_id, key) do update
    set size = excluded.size, used_day = excluded.used_day, validators = excluded.validators, body = excluded.body`

interface StoredEntry extends StoredAnswer {
  readonly key: string
}

interface Pending {
  readonly answers: Map<string, CachedAnswer>
  readonly used: Set<number>
  characters: number
  /** They are being written since they have become many. */
  isWriting: boolean
}

/**
 * Answers for conditional requests. They are written together, with the next commit of their integration at the latest,
 * since a transaction for each would cost more than it saves; what is lost in a crash is asked for again. A full cache
 * takes nothing new until answers grow stale: scans ask for the same answers in the same order each time, so throwing
 * out the oldest would throw out each one just before it is asked for.
 */
export class HttpCacheTable {
  readonly #database: Database
  readonly #clock: Clock
  readonly #capacity: number
  readonly #pending = new Map<string, Pending>()
  readonly #sizes = new Map<number, number>()

  constructor(database: Database, clock: Clock, capacity: number = cacheLimits.capacity) {
    this.#database = database
    this.#clock = clock
    this.#capacity = capacity
  }

  of(integration: string): HttpCache {
    return {
      get: async (key) => (await this.#unwritten(integration, key)) ?? (await this.#find(integration, key)),
      set: async (key, answer) => {
        const pending = this.#open(integration)
        pending.answers.set(key, answer)
        pending.characters += answer.body.length
        const isMuch =
          pending.answers.size >= cacheLimits.pending || pending.characters >= cacheLimits.pendingCharacters
        if (!isMuch || pending.isWriting) return
        pending.isWriting = true
        try {
          await this.#database.transaction((transaction) => this.flush(transaction, integration))
        } finally {
          pending.isWriting = false
        }
      },
    }
  }

  /** Drops what has not been written of an integration, and says which keys that were. */
  forget(integration: string): readonly string[] {
    const keys = [...(this.#pending.get(integration)?.answers.keys() ?? [])]
    this.#pending.delete(integration)
    return keys.map(toStoredKey)
  }

  /** Writes what has gathered of all integrations. */
  async flushAll(): Promise<void> {
    for (const integration of [...this.#pending.keys()]) {
      await this.#database.transaction((transaction) => this.flush(transaction, integration))
    }
  }

  /** Writes what has gathered of an integration. */
  async flush(transaction: Transaction, integration: string): Promise<void> {
    const pending = this.#pending.get(integration)
    if (!pending) return
    // What comes in meanwhile waits for the next time.
    const answers = [...pending.answers]
    const used = [...pending.used]
    transaction.afterCommit(() => this.#forgetWritten(integration, pending, answers, used))
    const [row] = await transaction.rows<{ id: number }>(integrationSql, [toStoredText(integration)])
    if (!row) return
    const today = dayOf(this.#clock.now())
    if (used.length > 0) await transaction.run(usedSql, [row.id, today, used])
    const entries = answers.map(([key, answer]) => ({ key: toStoredKey(key), ...toStoredAnswer(key, answer) }))
    const kept = await this.#fitting(transaction, row.id, entries, today)
    if (kept.length === 0) return
    const cells = [
      kept.map(({ key }) => key),
      kept.map(({ size }) => size),
      kept.map(({ validators }) => validators),
      kept.map(({ body }) => `\\x${Buffer.from(body).toString('hex')}`),
    ]
    await transaction.run(putSql, [row.id, today, ...cells])
  }

  /** The entries for which there is room. Replaced ones count twice until the sum is worked out anew. */
  async #fitting(
    transaction: Transaction,
    integrationId: number,
    entries: readonly StoredEntry[],
    today: number,
  ): Promise<readonly StoredEntry[]> {
    const wanted = entries.reduce((sum, { size }) => sum + size, 0)
    let used = this.#sizes.get(integrationId) ?? (await sizeOf(transaction, integrationId))
    if (used + wanted > this.#capacity) {
      await transaction.run(staleSql, [integrationId, today - cacheLimits.staleDays])
      used = await sizeOf(transaction, integrationId)
    }
    const kept = entries.filter(({ size }) => {
      if (used + size > this.#capacity) return false
      used += size
      return true
    })
    transaction.afterCommit(() => this.#sizes.set(integrationId, used))
    return kept
  }

  /** Asked for a second time within a run; another process may have removed the integration meanwhile. */
  async #unwritten(integration: string, key: string): Promise<CachedAnswer | undefined> {
    const answer = this.#pending.get(integration)?.answers.get(key)
    if (!answer) return undefined
    const rows = await this.#database.rows('select from {integration} where key = $1', [toStoredText(integration)])
    if (rows.length > 0) return answer
    this.forget(integration)
    return undefined
  }

  async #find(integration: string, key: string): Promise<CachedAnswer | undefined> {
    const [row] = await this.#database.rows<CachedAnswerRow>(getSql, [toStoredText(integration), toStoredKey(key)])
    if (!row) return undefined
    if (row.used_day < dayOf(this.#clock.now())) this.#open(integration).used.add(row.id)
    return toCachedAnswer(row)
  }

  #open(integration: string): Pending {
    const none = { answers: new Map(), used: new Set<number>(), characters: 0, isWriting: false }
    const known = this.#pending.get(integration) ?? none
    this.#pending.set(integration, known)
    return known
  }

  #forgetWritten(
    integration: string,
    pending: Pending,
    answers: readonly (readonly [string, CachedAnswer])[],
    used: readonly number[],
  ): void {
    for (const id of used) pending.used.delete(id)
    for (const [key, answer] of answers) {
      if (pending.answers.get(key) === answer) pending.answers.delete(key)
      pending.characters -= answer.body.length
    }
    if (pending.answers.size + pending.used.size === 0 && this.#pending.get(integration) === pending) {
      this.#pending.delete(integration)
    }
  }
}

async function sizeOf(transaction: Transaction, integrationId: number): Promise<number> {
  const [row] = await transaction.rows<{ size: number }>(sumSql, [integrationId])
  return row?.size ?? 0
}
