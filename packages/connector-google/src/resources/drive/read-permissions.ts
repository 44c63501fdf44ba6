import { UnexpectedAnswerError } from '@opencasb/core'
import { z } from 'zod'
import type { GoogleSession } from '../../session.ts'
import { type FilePermission, permissionFields, permissionsSchema } from './permission.ts'

/** One permission with the id of who has it. */
export interface IdentifiedPermission extends FilePermission {
  readonly id: string
}

const idSchema = z.object({ id: z.string().min(1) })

/**
 * Lists who has access to a file of a shared drive, or to the drive itself.
 * @param subject the member in whose name is read; absent: the administrator, which Google accepts for drives only
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/permissions/list
 * @throws UnexpectedAnswerError where one of them cannot be understood: it could let anybody in
 */
export async function readPermissions(
  session: GoogleSession,
  fileId: string,
  subject: string | undefined,
  signal: AbortSignal,
): Promise<readonly IdentifiedPermission[]> {
  const all: IdentifiedPermission[] = []
  const pages = session.client.list('drive', `/drive/v3/files/${encodeURIComponent(fileId)}/permissions`, {
    item: z.unknown(),
    itemsField: 'permissions',
    query: {
      supportsAllDrives: true,
      useDomainAdminAccess: subject === undefined ? true : undefined,
      pageSize: 100,
      fields: `kind,nextPageToken,permissions(${permissionFields})`,
    },
    ...(subject !== undefined && { subject }),
    signal,
  })
  for await (const { items } of pages) {
    for (const item of items) {
      const id = idSchema.safeParse(item)
      const parsed = permissionsSchema.safeParse([item])
      if (!id.success || !parsed.success)
        throw new UnexpectedAnswerError("Google's answer does not tell who has access")
      all.push(...parsed.data.map((permission) => ({ ...permission, id: id.data.id })))
    }
  }
  return all
}
