import { systemClock } from '@opencasb/core'
import type { OpenPool, PostgresClient } from './connect.ts'
import type { Layout } from './layout.ts'
import { isConflict, isConnectionLoss, permanentError, toStateError } from './postgres-error.ts'
import { type BuiltQuery, type Queryable, type SqlValue, Transaction } from './transaction.ts'

/** How often work is tried that others got in the way of. */
const mostConflicts = 6
/** How often a connection that turns out to be dead is replaced before anything was done on it. */
const mostReplacements = 3

/** The database, with a connection for each piece of work. */
export class Database implements Queryable {
  readonly layout: Layout
  readonly label: string
  readonly #open: OpenPool
  #isClosed = false

  constructor(open: OpenPool, layout: Layout) {
    this.#open = open
    this.layout = layout
    this.label = open.label
  }

  /** One statement. It may be run twice where the connection is lost, so it must not matter. */
  rows<Row>(sql: string, values?: readonly SqlValue[]): Promise<Row[]> {
    return this.#once((connection) => connection.rows<Row>(sql, values))
  }

  run(sql: string, values?: readonly SqlValue[]): Promise<number> {
    return this.#once((connection) => connection.run(sql, values))
  }

  ask<Row>(query: BuiltQuery): Promise<Row[]> {
    return this.#once((connection) => connection.ask<Row>(query))
  }

  change(query: BuiltQuery): Promise<number> {
    return this.#once((connection) => connection.change(query))
  }

  /** Writes all of it or nothing. The work is done again where others got in its way. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#tried(async (client, isUsable) => {
      await client.query('begin isolation level read committed')
      isUsable()
      const transaction = new Transaction(client, this.layout)
      const result = await work(transaction)
      await client.query('commit')
      transaction.committed()
      return result
    })
  }

  /** Nothing is taken from now on; what runs is waited for. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#open.close()
  }

  #once<T>(work: (connection: Queryable) => Promise<T>): Promise<T> {
    return this.#tried((client) => work(new Transaction(client, this.layout)))
  }

  /** Runs the work on a connection, on others where that is lost before the work says that it is usable. */
  async #tried<T>(work: (client: PostgresClient, isUsable: () => void) => Promise<T>): Promise<T> {
    let replacements = 0
    for (let conflicts = 0; ; ) {
      if (this.#isClosed) throw permanentError(this.label, 'has been closed')
      let isUsed = false
      try {
        return await this.#connected((client) =>
          work(client, () => {
            isUsed = true
          }),
        )
      } catch (error) {
        if (isConflict(error) && ++conflicts < mostConflicts) {
          await systemClock.sleep(Math.random() * 10 * 2 ** conflicts)
        } else if (!(error instanceof LostConnection) || isUsed || ++replacements >= mostReplacements) {
          throw toStateError(error instanceof LostConnection ? error.cause : error, this.label)
        }
      }
    }
  }

  async #connected<T>(work: (client: PostgresClient) => Promise<T>): Promise<T> {
    const client = await this.#open.pool.connect()
    // Between two queries a broken connection speaks up here; the next query then fails.
    const ignore = (): void => {}
    client.on('error', ignore)
    let broken = false
    try {
      return await work(client)
    } catch (error) {
      broken = isConnectionLoss(error) || !(await rolledBack(client))
      throw isConnectionLoss(error) ? new LostConnection(error) : error
    } finally {
      client.off('error', ignore)
      client.release(broken)
    }
  }
}

/** A connection that was got and then lost; not getting one at all is another matter. */
class LostConnection {
  readonly cause: unknown

  constructor(cause: unknown) {
    this.cause = cause
  }
}

async function rolledBack(client: PostgresClient): Promise<boolean> {
  try {
    await client.query('rollback')
    return true
  } catch {
    return false
  }
}
