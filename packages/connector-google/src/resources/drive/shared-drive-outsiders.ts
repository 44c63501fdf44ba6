import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { delegatedNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { type Grant, readExposure } from './exposure.ts'
import { readPermissions } from './read-permissions.ts'
import { type SharedDrive, sharedDrive } from './shared-drive.ts'

/**
 * Members of a shared drive from outside the account: they have all of its files.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/permissions/list
 */
export const sharedDriveOutsiders: Facet<SharedDrive, readonly Grant[], GoogleSession> = defineFacet<
  SharedDrive,
  readonly Grant[],
  GoogleSession
>({
  name: 'google.shared-drive.outsiders',
  of: sharedDrive,
  needs: delegatedNeeds('admin.directory.domain.readonly', 'drive.readonly'),
  cost: { bucket: 'drive', itemsPerRequest: 1 },
  fetch: async ({ id }, { session, signal }) => {
    const ownDomains = await session.ownDomains(signal)
    const members = await readPermissions(session, id, undefined, signal)
    // On the drive itself everything comes from membership.
    return readExposure(
      members.map((member) => ({ ...member, fromMembership: false })),
      ownDomains,
    )
  },
})
