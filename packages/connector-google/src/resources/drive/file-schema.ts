import { z } from 'zod'
import { type Grant, readExposure } from './exposure.ts'
import { permissionFields, permissionsSchema } from './permission.ts'

/** A file or folder that a user of the account owns. */
export interface GoogleFile {
  readonly id: string
  readonly name: string
  readonly isFolder: boolean
  /** In the bin: those who have access still have it until it is deleted for good. */
  readonly trashed: boolean
  /** Access that others than named colleagues have. */
  readonly exposure: readonly Grant[]
  readonly ownedByMe: boolean
  readonly modified: Date | undefined
  /** Primary e-mail address of the owner. */
  readonly owner: string
}

/** The fields that are asked for. */
export const fileFields: string = `id,name,mimeType,trashed,ownedByMe,modifiedTime,permissions(${permissionFields})`

/** The type of folders. */
export const folderType = 'application/vnd.google-apps.folder'

/**
 * Accepts a file as the Drive API lists it for its owner. Without its permissions a file cannot be judged, and neither
 * with one that has an unknown role or nobody to have it.
 */
export function fileSchema(ownDomains: ReadonlySet<string>, owner: string): z.ZodType<GoogleFile> {
  return z
    .object({
      id: z.string().min(1),
      name: z.string().nullish(),
      mimeType: z.string().nullish(),
      trashed: z.boolean().nullish(),
      ownedByMe: z.boolean(),
      modifiedTime: z.iso.datetime({ offset: true }).nullish(),
      permissions: permissionsSchema.nullish(),
    })
    .transform((answer, context): GoogleFile => {
      // Only the owner is told who has access; what is somebody else's now is not judged here anyway.
      if (!answer.permissions && answer.ownedByMe) {
        context.addIssue({ code: 'custom', message: 'does not tell who has access' })
        return z.NEVER
      }
      return {
        id: answer.id,
        name: answer.name || answer.id,
        isFolder: answer.mimeType === folderType,
        trashed: answer.trashed === true,
        exposure: readExposure(answer.permissions ?? [], ownDomains),
        ownedByMe: answer.ownedByMe,
        modified: answer.modifiedTime ? new Date(answer.modifiedTime) : undefined,
        owner,
      }
    })
}
