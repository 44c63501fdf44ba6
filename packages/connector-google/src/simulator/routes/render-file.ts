import type { drive_v3 } from '@googleapis/drive'
import type { SimulatedFile, SimulatedPermission } from '../world/file.ts'
import type { SimulatedSharedDrive } from '../world/shared-drive.ts'

const folder = 'application/vnd.google-apps.folder'
const document = 'application/vnd.google-apps.document'

/** A file as the Drive API writes it: who has access is told to the owner only. */
export function renderFile(file: SimulatedFile, owner: string, isOwner: boolean): drive_v3.Schema$File {
  const own: SimulatedPermission = { id: `p-${owner}`, type: 'user', role: 'owner', emailAddress: owner }
  return {
    ...renderCommon(file),
    ownedByMe: isOwner,
    owners: [{ kind: 'drive#user', emailAddress: owner, me: isOwner }],
    shared: file.shares.length > 0,
    ...(isOwner && { permissions: [own, ...file.shares].map((one) => renderPermission(one)) }),
    ...(isOwner && { permissionIds: [own, ...file.shares].map(({ id }) => id) }),
  }
}

/** A file of a shared drive: without who has access. */
export function renderSharedFile(file: SimulatedFile, { id, members }: SimulatedSharedDrive): drive_v3.Schema$File {
  return {
    ...renderCommon(file),
    driveId: id,
    teamDriveId: id,
    hasAugmentedPermissions: file.shares.length > 0,
    permissionIds: [...new Set([...members, ...file.shares].map((one) => one.id))],
  }
}

/** A permission; in shared drives with where it comes from. */
export function renderPermission(
  permission: SimulatedPermission,
  permissionType?: 'file' | 'member',
): drive_v3.Schema$Permission {
  const { id, type, role, emailAddress, domain, allowFileDiscovery, deleted = false, expires } = permission
  return {
    kind: 'drive#permission',
    id,
    type,
    role,
    ...(emailAddress !== undefined && { emailAddress, deleted }),
    ...(domain !== undefined && { domain }),
    ...(allowFileDiscovery !== undefined && { allowFileDiscovery }),
    ...(expires !== undefined && { expirationTime: new Date(expires).toISOString() }),
    ...(permissionType && { permissionDetails: [{ permissionType, role, inherited: permissionType === 'member' }] }),
  }
}

function renderCommon({ id, name, folder: isFolder, modified, trashed }: SimulatedFile): drive_v3.Schema$File {
  return {
    kind: 'drive#file',
    id,
    name,
    mimeType: isFolder ? folder : document,
    modifiedTime: new Date(modified).toISOString(),
    trashed,
  }
}
