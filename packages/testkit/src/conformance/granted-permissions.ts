import type { RunningSimulator } from '../simulator.ts'
import { fullPermissions } from './reference-scan.ts'
import type { Suite } from './suite.ts'
import { integrationId } from './test-bed.ts'

/**
 * What a session says it was granted; the permissions themselves where the vendor does not tell, or does not let
 * anybody in with them.
 */
async function grantedWith(
  suite: Suite,
  running: RunningSimulator,
  authKind: string,
  permissions: readonly string[],
): Promise<ReadonlySet<string>> {
  let granted: ReadonlySet<string> = new Set(permissions)
  const probes = {
    onOpen: (session: { readonly granted: ReadonlySet<string> | 'unknown' }) => {
      if (session.granted !== 'unknown') granted = session.granted
      return undefined
    },
  }
  await suite.withBed(running, { authKind, permissions, probes }, (bed) =>
    bed.scanner.plan(integrationId).catch(() => undefined),
  )
  return granted
}

/** A permission taken away, with all that would bring it back. */
export interface Removal {
  /** What is left. */
  readonly rest: readonly string[]
  /** What that amounts to, implied permissions spelled out. */
  readonly effective: ReadonlySet<string>
}

/** Takes a permission away, and with it those that imply it: an administrator's scope holds the reader's. */
export async function removePermission(
  suite: Suite,
  running: RunningSimulator,
  authKind: string,
  permission: string,
): Promise<Removal> {
  const rest: string[] = []
  for (const other of fullPermissions(suite.connector, authKind)) {
    if (other === permission) continue
    const granted = await grantedWith(suite, running, authKind, [other])
    if (!granted.has(permission)) rest.push(other)
  }
  return { rest, effective: await grantedWith(suite, running, authKind, rest) }
}
