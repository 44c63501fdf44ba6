import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { delegatedNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { type Grant, readExposure } from './exposure.ts'
import { readPermissions } from './read-permissions.ts'
import { type SharedDriveFile, sharedDriveFile } from './shared-drive-file.ts'

/**
 * Access to a file of a shared drive that others than the drive's members have. Asked for only where there is any.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/permissions/list
 */
export const sharedDriveFileExposure: Facet<SharedDriveFile, readonly Grant[], GoogleSession> = defineFacet<
  SharedDriveFile,
  readonly Grant[],
  GoogleSession
>({
  name: 'google.shared-drive-file.exposure',
  of: sharedDriveFile,
  needs: delegatedNeeds('admin.directory.domain.readonly', 'drive.readonly'),
  cost: { bucket: 'drive', itemsPerRequest: 1 },
  fetch: async ({ id, reader, hasOwnAccess }, { session, signal }) => {
    if (!hasOwnAccess) return []
    const ownDomains = await session.ownDomains(signal)
    return readExposure(await readPermissions(session, id, reader, signal), ownDomains)
  },
})
