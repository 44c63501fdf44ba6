import { StateError } from './state-error.ts'

/** Somebody else has changed it since it was read: whoever is told so reads and decides again. */
export function isConflict(error: unknown): boolean {
  return StateError.is(error) && error.reason === 'conflict'
}
