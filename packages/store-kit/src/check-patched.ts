import { isDeepStrictEqual } from 'node:util'
import { type CommitBatch, type Integration, StateError } from '@opencasb/core'

/**
 * Compares the integration that a patch is based on with what is stored.
 * @throws StateError `conflict` where somebody else has changed it
 */
export function checkPatched({ patchBasedOn }: Pick<CommitBatch, 'patchBasedOn'>, stored: Integration): void {
  if (!patchBasedOn || isDeepStrictEqual(plain(patchBasedOn), stored)) return
  const message = `The integration ${stored.id} was changed meanwhile; nothing was written.`
  throw new StateError(message, { reason: 'conflict' })
}

/** As it comes out of a database. */
function plain(integration: Integration): unknown {
  return JSON.parse(JSON.stringify(integration))
}
