import { OpenCasbError, StateError, type StateErrorReason } from '@opencasb/core'

/** Primary result codes. @see https://www.sqlite.org/rescode.html */
const reasons: Readonly<Record<number, StateErrorReason>> = {
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  11: 'corrupt',
  13: 'full',
  26: 'corrupt',
}

/** What went wrong, as a person who has to put it right needs to know it. */
const messages: Readonly<Record<StateErrorReason, (path: string) => string>> = {
  unavailable: (path) =>
    `The database ${path} could not be read or written. Check that it is there and that this user may use it`,
  'read-only': (path) =>
    `The database ${path} cannot be written: it is read-only, or it or its folder is not writable for this user. ` +
    'Change the permissions, or choose another path',
  full: (path) =>
    `The disk that holds the database ${path} is full; nothing of this step was written. ` +
    'Free some space and scan again: the scan goes on from its last checkpoint',
  corrupt: (path) =>
    `The database ${path} is damaged, or is no OpenCASB database. It was left as it is. ` +
    'Put a copy back in its place, or move it away: the next scan then starts with an empty one',
  conflict: (path) => `Somebody else has changed the database ${path} meanwhile. Read it again`,
  'lease-lost': (path) => `Another process has taken over the database ${path}`,
  'too-new': (path) =>
    `The database ${path} was written by a newer version. Update @opencasb/store-sqlite, or choose another path`,
  busy: (path) =>
    `Another process keeps the database ${path} locked. Wait until it has finished, or stop it, then try again`,
}

/** The SQLite result code of an error, extended bits taken off. */
function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined
  return typeof code === 'number' ? code & 0xff : undefined
}

/** Says whether another connection was in the way. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error)
  return code !== undefined && reasons[code] === 'busy'
}

/** Makes a state error of a reason, with what to do about it. */
export function stateError(reason: StateErrorReason, path: string, cause?: unknown): StateError {
  const detail = cause instanceof Error ? ` (${cause.message})` : ''
  return new StateError(`${messages[reason](path)}${detail}.`, { reason, cause })
}

/** Turns what SQLite throws into a `StateError`; mistakes of the caller stay what they are. */
export function toStateError(error: unknown, path: string): unknown {
  if (OpenCasbError.is(error)) return error
  const code = resultCode(error)
  return code === undefined ? error : stateError(reasons[code] ?? 'unavailable', path, error)
}

/** What to say where rows were erased, but the file could not be written anew. */
export function notOverwritten(error: unknown, path: string): StateError {
  const cause = toStateError(error, path)
  const reason = StateError.is(cause) ? cause.reason : 'unavailable'
  const message = `It was erased, but traces of it are left in unused parts of ${path}, which could not be written anew. Put it right and remove it again`
  return new StateError(`${message}: ${cause instanceof Error ? cause.message : cause}`, { reason, cause })
}
