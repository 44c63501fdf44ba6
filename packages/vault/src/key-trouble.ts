import { CredentialError, OpenCasbError, StateError } from '@opencasb/core'

/** What to do where no key opens a record any more. */
export const lostRemedy = 'Restore the stored record from a backup, or reconnect the integration'

/**
 * What a scan may say where a key provider failed: it stands in reports and in the health that customers see, so it names
 * no key and no place. The provider's own error is its cause, for the operator.
 */
export function keyTrouble(ref: string, error: unknown): unknown {
  if (!OpenCasbError.is(error) || error.code === 'state') return error
  if (CredentialError.is(error)) {
    return new CredentialError(
      `credentials "${ref}": the wrapped data key was changed or damaged, or its key is gone for good. ${lostRemedy}`,
      { cause: error },
    )
  }
  const what =
    error.code === 'config' || error.code === 'permission'
      ? 'the key that seals them is not at hand. Give the scanner that key'
      : 'the keys of the scanner cannot be reached now. It is tried again by itself'
  return new StateError(`credentials "${ref}": ${what}; nobody has to reconnect`, {
    reason: 'unavailable',
    cause: error,
  })
}
