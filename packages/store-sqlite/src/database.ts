import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { type Clock, StateError } from '@opencasb/core'
import { isBusy, toStateError } from './sqlite-error.ts'

/** How long a writer waits for another one before it gives up. */
const patienceMs = 5_000
const longestPauseMs = 400

/** One connection with its prepared statements. Work on it is synchronous, so that transactions never overlap. */
export class Database {
  readonly path: string
  readonly readOnly: boolean
  readonly #connection: DatabaseSync
  readonly #clock: Clock
  readonly #statements = new Map<string, StatementSync>()
  readonly #afterRollback: (() => void)[] = []
  #writes = 0

  constructor(connection: DatabaseSync, options: { path: string; readOnly: boolean; clock: Clock }) {
    this.#connection = connection
    this.path = options.path
    this.readOnly = options.readOnly
    this.#clock = options.clock
  }

  /** Called when a transaction was undone: what was remembered of it never happened. */
  onRollback(forget: () => void): void {
    this.#afterRollback.push(forget)
  }

  /** Changes whenever anything may have been written, by this connection or another. */
  version(): string {
    const version = this.get<{ data_version: number }>('pragma data_version')?.data_version
    return `${this.#writes}/${version}`
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values) as Row[]
  }

  /** Runs one statement and says how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes)
  }

  /** Reads in one transaction: all statements see the same state. */
  read<T>(work: () => T): Promise<T> {
    return this.#transaction('begin', work)
  }

  /** Writes all of it or nothing; waits where another process writes. */
  write<T>(work: () => T): Promise<T> {
    this.#writes += 1
    return this.#transaction('begin immediate', work)
  }

  /** Empties the write-ahead log, so that what was erased is not to be found in it. Readers may hold it back. */
  emptyLog(): void {
    this.all('pragma wal_checkpoint(truncate)')
  }

  close(): void {
    if (!this.#connection.isOpen) return
    this.#statements.clear()
    this.#connection.close()
  }

  async #transaction<T>(begin: string, work: () => T): Promise<T> {
    const start = this.#clock.monotonic()
    for (let pause = 25; ; pause = Math.min(2 * pause, longestPauseMs)) {
      if (!this.#connection.isOpen) {
        throw new StateError(`The database ${this.path} has been closed.`, { reason: 'unavailable', retryable: false })
      }
      try {
        return this.#attempt(begin, work)
      } catch (error) {
        if (!isBusy(error) || this.#clock.monotonic() - start >= patienceMs) throw toStateError(error, this.path)
      }
      await this.#clock.sleep(pause)
    }
  }

  #attempt<T>(begin: string, work: () => T): T {
    this.run(begin)
    try {
      const result = work()
      this.run('commit')
      return result
    } catch (error) {
      // SQLite itself has rolled back after some errors, a full disk among them.
      if (this.#connection.isTransaction) this.run('rollback')
      for (const forget of this.#afterRollback) forget()
      throw error
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#connection.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}
