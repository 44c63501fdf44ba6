import { ConfigError, OpenCasbError, StateError } from '@opencasb/core'

/** What the queue lives in, as messages name it. */
const label = 'The database of the queue'
const address = 'such as postgres://user:password@host/name'

/** Failures that trying again does not mend, with what does. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const permanent: Readonly<Record<string, string>> = {
  '28000': 'refused this user. Check the connection string and pg_hba.conf',
  '28P01': 'refused the password. Check the connection string',
  '3D000': 'does not exist. Create it, or correct the connection string',
  '3F000': "lacks pg-boss's schema. Start a worker that may make it, with migrate",
  '42P01': "lacks pg-boss's tables. Start a worker that may make them, with migrate",
  '42501': 'does not let this user do that. Grant it to the user',
}

/** What pg-boss says where `migrate` is false and would be needed. */
const needsMigration = /pg-boss is not installed|requires migrations/

/** Codes of the system, and those with which the server ends or refuses a session. */
const isOutOfReach = /^(E[A-Z_]{4,}|08...|57P0[1235]|25P0[34]|53...)$/

const driverWords =
  /connection terminated|client has encountered a connection error|timeout|client was closed|not queryable/i

/** @throws ConfigError where it is empty: the driver would try an address of its own */
export function refuseEmptyAddress(connectionString: string | undefined): void {
  if (connectionString?.trim() !== '') return
  throw new ConfigError(`connectionString: is empty; give the address of the database, ${address}`, {
    field: 'connectionString',
  })
}

/** Turns what pg-boss, the driver and the database throw into an {@link OpenCasbError}; what is not of them stays what it is. */
export function toQueueError(error: unknown): unknown {
  if (OpenCasbError.is(error) || !(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'ERR_INVALID_URL' || error instanceof URIError) {
    // Its cause would quote the password.
    return new ConfigError(`connectionString: is not a PostgreSQL address, ${address}`, { field: 'connectionString' })
  }
  if (needsMigration.test(error.message)) return lasting(permanent['42P01'] ?? '', error)
  const problem = permanent[code]
  if (problem !== undefined) return lasting(problem, error)
  if (isOutOfReach.test(code) || driverWords.test(error.message)) {
    const remedy = 'Check that it runs and that this host may connect, then try again'
    return new StateError(`${label} could not be reached or did not answer. ${remedy}${detail(error)}.`, {
      reason: 'unavailable',
      cause: error,
    })
  }
  // SQLSTATE has five characters; anything else is not of the database.
  return /^[0-9A-Z]{5}$/.test(code) ? lasting('refused a query', error) : error
}

function lasting(problem: string, cause: Error): StateError {
  return new StateError(`${label} ${problem}${detail(cause)}.`, { reason: 'unavailable', retryable: false, cause })
}

/** A host with several addresses fails once for each of them. */
function detail(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') return detail(cause.errors[0])
  return cause instanceof Error && cause.message !== '' ? ` (${cause.message})` : ''
}
