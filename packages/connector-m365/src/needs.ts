import type { Needs } from '@opencasb/core'

/** The ways to sign in. All of them act as the application itself and hold the same application permissions. */
const authKinds: readonly string[] = ['client-secret', 'certificate', 'federated-credential']

/**
 * Needs of what all ways to sign in can read.
 * @param permissions application permissions of Microsoft Graph, as they stand on the screen: `User.Read.All`
 */
export function graphNeeds(permissions: readonly string[]): Needs {
  return Object.fromEntries(authKinds.map((kind) => [kind, permissions]))
}
