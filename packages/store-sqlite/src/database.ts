import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { type Clock, StateError } from '@opencasb/core'
import { isBusy, notOverwritten, toStateError } from './sqlite-error.ts'
import { vacuum } from './vacuum.ts'

/** How long a writer waits for another one before it gives up. */
const patienceMs = 5_000
const longestPauseMs = 400
/** Emptying the log is not tried more often: each time may block for a moment. */
const retryLogMs = 1_000

/**
 * Where traces of erased rows may be left, as the file's `user_version` tells. What is left in the file counts up from 2,
 * so that whoever writes the file anew does not take what was erased meanwhile for overwritten.
 */
const traces = { none: 0, inLog: 1, inFile: 2 }

/** One connection with its prepared statements. Work on it is synchronous, so that transactions never overlap. */
export class Database {
  readonly path: string
  readonly readOnly: boolean
  readonly #connection: DatabaseSync
  readonly #clock: Clock
  readonly #statements = new Map<string, StatementSync>()
  readonly #cellStatements = new Map<string, StatementSync>()
  readonly #afterRollback: (() => void)[] = []
  /** Set while the write-ahead log may hold what was erased: when to empty it. */
  #emptyLogFrom: number | undefined
  /** Set while the file is written anew. */
  #overwriting: Promise<void> | undefined

  constructor(connection: DatabaseSync, options: { path: string; readOnly: boolean; clock: Clock }) {
    this.#connection = connection
    this.path = options.path
    this.readOnly = options.readOnly
    this.#clock = options.clock
    if (this.readOnly) return
    const marked = this.#marked()
    if (marked !== traces.none) this.#emptyLogFrom = this.#clock.monotonic()
    // Whoever erased did not come to the end of it. Where this does not either, it stays noted in the file.
    if (marked >= traces.inFile) this.#overwrite().catch(() => undefined)
  }

  /** Called when a transaction was undone: what was remembered of it never happened. */
  onRollback(forget: () => void): void {
    this.#afterRollback.push(forget)
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values) as Row[]
  }

  /** The rows as arrays of their cells, in the order of the columns. */
  cells<Cells extends readonly unknown[]>(sql: string, ...values: SQLInputValue[]): Cells[] {
    let statement = this.#cellStatements.get(sql)
    if (!statement) {
      statement = this.#connection.prepare(sql)
      statement.setReturnArrays(true)
      this.#cellStatements.set(sql, statement)
    }
    return statement.all(...values) as unknown as Cells[]
  }

  /** Runs one statement and says how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes)
  }

  /** Runs one insertion and says under which id; much cheaper than `returning`. Of no use where a row was there already. */
  insert(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).lastInsertRowid)
  }

  /** Reads in one transaction: all statements see the same state. */
  read<T>(work: () => T): Promise<T> {
    return this.#transaction('begin', work)
  }

  /** Writes all of it or nothing; waits where another process writes. */
  async write<T>(work: () => T): Promise<T> {
    // While the file is written anew nobody could write; others get their turn afterwards.
    while (this.#overwriting !== undefined) await this.#overwriting.catch(() => undefined)
    const result = await this.#transaction('begin immediate', work)
    if (this.#emptyLogFrom !== undefined && this.#clock.monotonic() >= this.#emptyLogFrom) this.#emptyLog()
    return result
  }

  /**
   * Sees to it that what a transaction overwrites or erases is not to be found in the write-ahead log afterwards. Where
   * somebody reads an older state, the log is emptied after a later write, or at the end. Call it inside of a write.
   */
  emptyLogAfterwards(): void {
    this.#mark(Math.max(this.#marked(), traces.inLog))
    this.#emptyLogFrom = this.#clock.monotonic()
  }

  /**
   * Erases rows that share their pages with others: the whole file is written anew, also where an earlier time was
   * interrupted and the work has nothing to erase.
   * @throws StateError where the rows were erased, but traces of them are left; erase again
   */
  async erase<T>(work: () => T): Promise<T> {
    const result = await this.write(() => {
      const before = this.#changes()
      const result = work()
      if (this.#changes() !== before) {
        this.#mark(Math.max(this.#marked(), traces.inLog) + 1)
        this.#emptyLogFrom = this.#clock.monotonic()
      }
      return result
    })
    while (this.#overwriting !== undefined) await this.#overwriting.catch(() => undefined)
    if (this.#marked() >= traces.inFile) await this.#overwrite()
    return result
  }

  async close(): Promise<void> {
    while (this.#overwriting !== undefined) await this.#overwriting.catch(() => undefined)
    if (!this.#connection.isOpen) return
    try {
      if (this.#emptyLogFrom !== undefined) this.#emptyLog()
    } finally {
      this.#statements.clear()
      this.#cellStatements.clear()
      this.#connection.close()
    }
  }

  #overwrite(): Promise<void> {
    this.#overwriting = this.#writeAnew().finally(() => {
      this.#overwriting = undefined
    })
    return this.#overwriting
  }

  async #writeAnew(): Promise<void> {
    try {
      const marked = await this.#transaction('begin immediate', () => this.#marked())
      // Another process may have done it while this one waited.
      if (marked >= traces.inFile) {
        await this.#patiently(() => vacuum(this.#connection, this.path, patienceMs))
        await this.#transaction('begin immediate', () => {
          if (this.#marked() === marked) this.#mark(traces.inLog)
        })
      }
    } catch (error) {
      throw notOverwritten(error, this.path)
    }
    this.#emptyLog()
  }

  #emptyLog(): void {
    this.#emptyLogFrom = this.#clock.monotonic() + retryLogMs
    try {
      const version = this.#versionOfOthers()
      if (this.get<{ busy: number }>('pragma wal_checkpoint(truncate)')?.busy !== 0) return
      if (this.#marked() === traces.inLog) {
        this.#attempt('begin immediate', () => {
          // Not where somebody else has written since, who may have erased as well.
          if (this.#marked() === traces.inLog && this.#versionOfOthers() === version) this.#mark(traces.none)
        })
      }
      this.#emptyLogFrom = undefined
    } catch {
      // Somebody else is in the way, or the disk is full. What was written is written; it is tried again.
    }
  }

  /** What is left of erased rows is noted in the file, so that it is not forgotten when the process ends. */
  #mark(mark: number): void {
    this.#connection.exec(`pragma user_version = ${mark}`)
  }

  #marked(): number {
    return this.get<{ user_version: number }>('pragma user_version')?.user_version ?? traces.none
  }

  /** Differs where another connection has written. */
  #versionOfOthers(): number | undefined {
    return this.get<{ data_version: number }>('pragma data_version')?.data_version
  }

  #changes(): number {
    return this.get<{ changes: number }>('select total_changes() as changes')?.changes ?? 0
  }

  #transaction<T>(begin: string, work: () => T): Promise<T> {
    return this.#patiently(() => this.#attempt(begin, work))
  }

  /** Does it again where another connection is in the way. */
  async #patiently<T>(work: () => T | Promise<T>): Promise<T> {
    const start = this.#clock.monotonic()
    for (let pause = 25; ; pause = Math.min(2 * pause, longestPauseMs)) {
      if (!this.#connection.isOpen) {
        throw new StateError(`The database ${this.path} has been closed.`, { reason: 'unavailable', retryable: false })
      }
      try {
        return await work()
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
