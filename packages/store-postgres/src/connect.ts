import { ConfigError } from '@opencasb/core'
import pg from 'pg'
import { badAddress } from './postgres-error.ts'

/** What is used of a connection of a pool; those of `pg` have it. */
export interface PostgresClient {
  query(statement: string | PostgresStatement): Promise<PostgresResult>
  on(event: 'error', listener: (error: Error) => void): unknown
  off(event: 'error', listener: (error: Error) => void): unknown
  /** With `true` it is closed instead of being used again. */
  release(destroy?: boolean): void
}

/** A statement, prepared under its name where it has one. */
export interface PostgresStatement {
  readonly name?: string
  readonly text: string
  values?: unknown[]
  /** After how many milliseconds the driver gives up, in the place of what the pool says. */
  readonly query_timeout?: number
  readonly types: { getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown }
}

/** What came of a statement. */
export interface PostgresResult {
  readonly rows: readonly unknown[]
  readonly rowCount: number | null
}

/** What is used of a pool; a `Pool` of `pg` has it. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'acquire', listener: (client: PostgresClient) => void): unknown
  off(event: 'error', listener: (error: Error) => void): unknown
  off(event: 'acquire', listener: (client: PostgresClient) => void): unknown
}

/** How the database is reached. */
export interface PostgresConnection {
  /** Such as `postgres://user:password@host/database?sslmode=verify-full`. Give this or `pool`. */
  readonly connectionString?: string
  /** The host's own `Pool` of `pg`, with its time limits; it is left open on close. */
  readonly pool?: PostgresPool
  /** Connections at most, of an own pool. @default 10 */
  readonly connections?: number
  /** How long to wait for a connection, in milliseconds; of an own pool. @default 10,000 */
  readonly connectTimeoutMs?: number
  /** How long a statement may take, in milliseconds; of an own pool. @default 60,000 */
  readonly statementTimeoutMs?: number
}

/** A pool with what is to be done with it. */
export interface OpenPool {
  readonly pool: PostgresPool
  /** Says which database it is, without the password. */
  readonly label: string
  close(): Promise<void>
}

/** The server ends a statement; where the network swallows its answer, the client gives up so much after. */
const networkGraceMs = 10_000
/** A connection that is quiet for so long is asked whether anybody is there; networks forget idle ones later than that. */
const keepAliveAfterMs = 60_000

/**
 * Makes the pool, or takes the host's. It connects when it is first used.
 * @throws ConfigError where neither or both of `connectionString` and `pool` are given, or the first is no address
 */
export function openPool(options: PostgresConnection): OpenPool {
  const { connectionString, pool, connections = 10, connectTimeoutMs = 10_000, statementTimeoutMs = 60_000 } = options
  if ((connectionString === undefined) === (pool === undefined)) {
    throw new ConfigError('Give connectionString or pool, one of the two', { field: 'connectionString' })
  }
  if (connectionString !== undefined && !isAddress(connectionString)) throw badAddress()
  if (pool) {
    const unhear = hearBreaks(pool)
    return {
      pool,
      label: labelOf({}),
      async close() {
        unhear()
      },
    }
  }
  const own = new pg.Pool({
    connectionString,
    max: connections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + networkGraceMs,
    application_name: 'opencasb',
    keepAlive: true,
    // Where a statement may take as long as it likes, this alone tells that the server is gone.
    keepAliveInitialDelayMillis: keepAliveAfterMs,
    allowExitOnIdle: true,
  })
  hearBreaks(own)
  let ending: Promise<void> | undefined
  return {
    pool: own,
    label: labelOf(addressOf(connectionString)),
    close() {
      ending ??= own.end()
      return ending
    },
  }
}

/**
 * Hears of connections that break while nobody works with them, whose error would end the process: of idle ones, and of one
 * that breaks in the moment in which it is handed over. The next statement then fails, or gets another connection.
 */
function hearBreaks(pool: PostgresPool): () => void {
  const ignore = (): void => {}
  const handOver = (client: PostgresClient): void => {
    client.on('error', ignore)
    setImmediate(() => client.off('error', ignore))
  }
  pool.on('error', ignore)
  pool.on('acquire', handOver)
  return () => {
    pool.off('error', ignore)
    pool.off('acquire', handOver)
  }
}

/** The driver takes anything else for a database on this machine. A path is the folder of its socket. */
function isAddress(connectionString: string): boolean {
  if (/^(socket:|\/)/.test(connectionString)) return true
  return /^postgres(ql)?:\/\//.test(connectionString)
}

function labelOf({ host, database }: { host?: string | undefined; database?: string | undefined }): string {
  const name = database ? `The PostgreSQL database ${database}` : 'The PostgreSQL database'
  return host ? `${name} on ${host}` : name
}

function addressOf(connectionString: string | undefined): { host?: string; database?: string } {
  const url = URL.canParse(connectionString ?? '') ? new URL(connectionString ?? '') : undefined
  return url ? { host: url.host, database: decodeURIComponent(url.pathname.slice(1)) } : {}
}
