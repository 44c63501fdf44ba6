import { FeatureUnavailableError, NotFoundError, PermissionError } from '@opencasb/core'
import type { StreamContext } from '@opencasb/core/connector'
import type { GoogleSession } from '../../session.ts'
import { startOfChanges } from './drive-feed.ts'
import { domainOf } from './own-domains.ts'
import { type IdentifiedPermission, readPermissions } from './read-permissions.ts'

/** How many members are tried at most. */
const mostTried = 5

/** A shared drive, and who reads it. */
export interface OpenedDrive {
  /** Primary e-mail address of a member: administrators as such are not shown the files. */
  readonly reader: string
  /** Ids of the members' permissions. */
  readonly members: ReadonlySet<string>
}

/**
 * Finds a member of a shared drive in whose name it can be read: one who may edit, for viewers are not told who else has
 * access to a file.
 * @throws FeatureUnavailableError where no user of the account is such a member, or none of those tried can be read for
 */
export async function openSharedDrive(
  context: StreamContext<GoogleSession>,
  ownDomains: ReadonlySet<string>,
): Promise<OpenedDrive> {
  const { session, signal, partition } = context
  const permissions = await readPermissions(session, partition.key, undefined, signal)
  const members = new Set(permissions.map(({ id }) => id))
  const candidates = permissions
    .filter(({ type, role, grantee }) => type === 'user' && role === 'edit' && ownDomains.has(domainOf(grantee)))
    .sort((a, b) => rank(a, session.config.adminEmail) - rank(b, session.config.adminEmail))
    .slice(0, mostTried)
  for (const { grantee } of candidates) {
    try {
      await startOfChanges(context, grantee, partition.key)
      return { reader: grantee, members }
    } catch (error) {
      // Suspended, or no member any more; the next one may be better.
      if (!FeatureUnavailableError.is(error) && !PermissionError.is(error) && !NotFoundError.is(error)) throw error
    }
  }
  throw new FeatureUnavailableError(
    candidates.length === 0
      ? 'No user of the account may edit in the shared drive, and only members who may are told who has access to its files: add one, as a contributor'
      : 'Google lets nobody read in the name of the members of the shared drive: add an active user of the account, as a contributor',
  )
}

/** The administrator is asked for anyway: that takes no token more. */
function rank({ grantee }: IdentifiedPermission, adminEmail: string): number {
  return grantee === adminEmail.toLowerCase() ? 0 : 1
}
