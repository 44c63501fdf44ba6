import { ConfigError, OpenCasbError, StateError, type StateErrorReason } from '@opencasb/core'

/** What a person has to do, by reason. */
const remedies: Readonly<Record<StateErrorReason, string>> = {
  unavailable:
    'could not be reached or did not answer. Check that it runs and that this host may connect, then try again',
  busy: 'did not come to it in time, or others were in the way. Try again; if it goes on, look for long transactions',
  full: 'has no room left; nothing of this step was written. Free some space and scan again: the scan goes on from its last checkpoint',
  'read-only': 'takes no writes. Connect to the primary server, as a user who may write',
  corrupt: 'is damaged. Restore it from a backup',
  conflict: 'was changed by somebody else meanwhile. Read it again',
  'lease-lost': 'has given the lease to another process',
  'too-new': 'was laid out by a newer version. Update @opencasb/store-postgres',
}

/** Failures that trying again does not mend, with what does. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const permanent: Readonly<Record<string, string>> = {
  '28000': 'refused this user. Check the connection string and pg_hba.conf',
  '28P01': 'refused the password. Check the connection string',
  '3D000': 'does not exist. Create it, or correct the connection string',
  '3F000': 'lacks the schema. Run the migrations: migratePostgres, or opencasb migrate',
  '42P01': 'lacks a table. Run the migrations: migratePostgres, or opencasb migrate',
  '42703': 'lacks a column. Run the migrations: migratePostgres, or opencasb migrate',
  '42501': 'does not let this user do that. Grant it to the user',
  '54000': 'cannot hold a value: it is too long for an index',
}

const reasons: Readonly<Record<string, StateErrorReason>> = {
  '53100': 'full',
  '25006': 'read-only',
  XX001: 'corrupt',
  XX002: 'corrupt',
  '57014': 'busy',
  '55P03': 'busy',
  '40001': 'busy',
  '40P01': 'busy',
}

/** Codes with which the server ends or refuses the session itself. */
const endings: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '25P04', '53300', '26000'])

const systemCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
])

const driverWords =
  /connection terminated|client has encountered a connection error|timeout exceeded when trying to connect|query read timeout|client was closed|not queryable/i

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}

/** Says whether the connection is of no use after this error: another one may do. */
export function isConnectionLoss(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isConnectionLoss)
  const code = codeOf(error)
  if (code !== undefined && (endings.has(code) || systemCodes.has(code) || /^08...$/.test(code))) return true
  return error instanceof Error && driverWords.test(error.message)
}

/** Says whether the database undid the transaction only because others were in the way. */
export function isConflict(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40001' || code === '40P01'
}

/** Makes a state error of a reason, with what to do about it. */
export function stateError(reason: StateErrorReason, label: string, cause?: unknown): StateError {
  return new StateError(`${label} ${remedies[reason]}${detail(cause)}.`, { reason, cause })
}

/** A failure that trying again does not mend. */
export function permanentError(label: string, problem: string, cause?: unknown): StateError {
  const options = { reason: 'unavailable', retryable: false, cause } as const
  return new StateError(`${label} ${problem}${detail(cause)}.`, options)
}

/** What is thrown for a connection string that is none. It quotes nothing: there may be a password in it. */
export function badAddress(): ConfigError {
  const message = 'connectionString is not a PostgreSQL address, such as postgres://user:password@host/name'
  return new ConfigError(message, { field: 'connectionString' })
}

/** Turns what the driver and the database throw into a `StateError`; mistakes of the caller stay what they are. */
export function toStateError(error: unknown, label: string): unknown {
  if (OpenCasbError.is(error)) return error
  const code = codeOf(error)
  if (code === 'ERR_INVALID_URL') {
    return badAddress()
  }
  if (isConnectionLoss(error)) return stateError('unavailable', label, error)
  if (code === undefined) return error
  const problem = permanent[code]
  if (problem !== undefined) return permanentError(label, problem, error)
  const reason = reasons[code]
  if (reason !== undefined) return stateError(reason, label, error)
  // SQLSTATE has five characters; anything else is not of the database.
  return /^[0-9A-Z]{5}$/.test(code) ? permanentError(label, 'refused a query', error) : error
}

function detail(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') return detail(cause.errors[0])
  return cause instanceof Error && cause.message !== '' ? ` (${cause.message})` : ''
}
