import type { CachedAnswer, Clock, HttpCache } from '@opencasb/core'
import {
  type CachedAnswerRow,
  cacheLimits,
  dayOf,
  toCachedAnswer,
  toStoredAnswer,
  toStoredList,
  toStoredText,
} from '@opencasb/store-kit'
import type { Database } from './database.ts'
import type { NameTable } from './name-table.ts'

interface Pending {
  readonly answers: Map<string, CachedAnswer>
  readonly used: Set<number>
}

/**
 * Answers for conditional requests. They are written together with the next commit, since a transaction for each would
 * cost more than it saves; what is lost in a crash is asked for again. A full cache takes nothing new until answers
 * grow stale: scans ask for the same answers in the same order each time, so throwing out the oldest would throw out
 * each one just before it is asked for.
 */
export class HttpCacheTable {
  readonly #database: Database
  readonly #names: NameTable
  readonly #clock: Clock
  readonly #capacity: number
  readonly #pending = new Map<string, Pending>()
  readonly #sizes = new Map<number, number>()
  #pendingAnswers = 0
  #pendingCharacters = 0

  constructor(database: Database, names: NameTable, clock: Clock, capacity: number = cacheLimits.capacity) {
    this.#database = database
    this.#names = names
    this.#clock = clock
    this.#capacity = capacity
    database.onRollback(() => this.#sizes.clear())
  }

  of(integration: string): HttpCache {
    return {
      get: async (key) => {
        const pending = this.#pending.get(integration)?.answers.get(key)
        return pending ?? (await this.#database.read(() => this.#find(integration, key)))
      },
      set: async (key, answer) => {
        this.#open(integration).answers.set(key, answer)
        this.#pendingAnswers += 1
        this.#pendingCharacters += answer.body.length
        const { pending, pendingCharacters } = cacheLimits
        if (this.#pendingAnswers < pending && this.#pendingCharacters < pendingCharacters) return
        await this.#database.write(() => this.flush())
      },
    }
  }

  get hasPending(): boolean {
    return this.#pending.size > 0
  }

  /** Drops what has not been written of an integration, and says how many answers that are not stored at all. */
  forget(integration: string): number {
    const keys = [...(this.#pending.get(integration)?.answers.keys() ?? [])]
    this.#pending.delete(integration)
    const sql = `select count(*) as n from http_cache where integration_id = ?
      and key in (select value from json_each(?))`
    const integrationId = this.#names.integrationId(integration)
    const stored = this.#database.get<{ n: number }>(sql, integrationId ?? 0, toStoredList(keys))
    return integrationId === undefined ? 0 : keys.length - (stored?.n ?? 0)
  }

  /** Writes what has gathered. Call it inside of a transaction. */
  flush(): void {
    const today = dayOf(this.#clock.now())
    for (const [integration, { answers, used }] of this.#pending) {
      const integrationId = this.#names.integrationId(integration)
      if (integrationId === undefined) continue
      if (used.size > 0) {
        const sql = 'update http_cache set used_day = ? where id in (select value from json_each(?))'
        this.#database.run(sql, today, JSON.stringify([...used]))
      }
      for (const [key, answer] of answers) this.#put(integrationId, key, answer, today)
    }
    this.#pending.clear()
    this.#pendingAnswers = 0
    this.#pendingCharacters = 0
  }

  #open(integration: string): Pending {
    const known = this.#pending.get(integration) ?? { answers: new Map(), used: new Set() }
    this.#pending.set(integration, known)
    return known
  }

  #find(integration: string, key: string): CachedAnswer | undefined {
    const integrationId = this.#names.integrationId(integration)
    if (integrationId === undefined) return undefined
    const row = this.#database.get<CachedAnswerRow>(
      'select id, used_day, validators, body from http_cache where integration_id = ? and key = ?',
      integrationId,
      toStoredText(key),
    )
    if (!row) return undefined
    if (row.used_day < dayOf(this.#clock.now())) this.#open(integration).used.add(row.id)
    return toCachedAnswer(row)
  }

  #put(integrationId: number, key: string, answer: CachedAnswer, today: number): void {
    const { size, validators, body } = toStoredAnswer(key, answer)
    const before = this.#database.get<{ size: number }>(
      'delete from http_cache where integration_id = ? and key = ? returning size',
      integrationId,
      toStoredText(key),
    )
    const used = this.#sizeOf(integrationId) - (before?.size ?? 0)
    const left = this.#capacity - used >= size ? used : this.#dropStale(integrationId, today)
    this.#sizes.set(integrationId, left)
    if (left + size > this.#capacity) return
    this.#database.run(
      'insert into http_cache(integration_id, key, size, used_day, validators, body) values(?, ?, ?, ?, ?, ?)',
      integrationId,
      toStoredText(key),
      size,
      today,
      validators,
      body,
    )
    this.#sizes.set(integrationId, left + size)
  }

  #sizeOf(integrationId: number): number {
    return this.#sizes.get(integrationId) ?? this.#sum(integrationId)
  }

  #dropStale(integrationId: number, today: number): number {
    const sql = 'delete from http_cache where integration_id = ? and used_day < ?'
    this.#database.run(sql, integrationId, today - cacheLimits.staleDays)
    return this.#sum(integrationId)
  }

  #sum(integrationId: number): number {
    const sql = 'select coalesce(sum(size), 0) as size from http_cache where integration_id = ?'
    return this.#database.get<{ size: number }>(sql, integrationId)?.size ?? 0
  }
}
