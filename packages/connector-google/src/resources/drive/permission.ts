import { z } from 'zod'

/** What one permission lets somebody do. Commenting is reading, and telling others about it. */
export type FileRole = 'view' | 'comment' | 'edit'

/** A permission of a file or shared drive, as far as exposure depends on it. */
export interface FilePermission {
  readonly type: 'anyone' | 'domain' | 'user' | 'group'
  readonly role: FileRole
  /** Address of a user or group; name of a domain. In lower case; empty for `anyone`. */
  readonly grantee: string
  /** Found by searching, not only by those who have the link. */
  readonly discoverable: boolean
  /** Comes from a folder above. `undefined` where Google does not tell. */
  readonly inherited: boolean | undefined
  /** Comes from being a member of the shared drive, and from nothing else. */
  readonly fromMembership: boolean
  readonly expires: Date | undefined
}

/** The fields that are asked for. */
export const permissionFields =
  'id,type,role,emailAddress,domain,allowFileDiscovery,deleted,view,expirationTime,permissionDetails(permissionType,role,inherited)'

const roles: Readonly<Record<string, FileRole>> = {
  reader: 'view',
  commenter: 'comment',
  writer: 'edit',
  fileOrganizer: 'edit',
  organizer: 'edit',
  owner: 'edit',
}
const strength: Readonly<Record<FileRole, number>> = { view: 0, comment: 1, edit: 2 }

/** A role that nobody knows may allow anything: the file it stands on cannot be judged. */
const role = z.string().transform((text, context): FileRole => {
  const known = Object.hasOwn(roles, text) ? roles[text] : undefined
  if (known) return known
  context.addIssue({ code: 'custom', message: 'is no role that is known' })
  return z.NEVER
})

const detail = z.object({
  permissionType: z.string().nullish(),
  role: role.nullish(),
  inherited: z.boolean().nullish(),
})

const schema = z
  .object({
    type: z.enum(['anyone', 'domain', 'user', 'group']),
    role,
    emailAddress: z.string().nullish(),
    domain: z.string().nullish(),
    allowFileDiscovery: z.boolean().nullish(),
    deleted: z.boolean().nullish(),
    view: z.string().nullish(),
    expirationTime: z.iso.datetime({ offset: true }).nullish(),
    permissionDetails: z.array(detail).nullish(),
  })
  .transform((answer, context): FilePermission | undefined => {
    // Nobody is behind the account any more; or only the name of a folder can be seen.
    if (answer.deleted === true || answer.view === 'metadata') return undefined
    const grantee = granteeOf(answer)
    if (grantee === undefined) {
      context.addIssue({ code: 'custom', message: 'does not tell who has access' })
      return z.NEVER
    }
    const details = answer.permissionDetails ?? []
    const own = details.filter(({ permissionType }) => permissionType !== 'member')
    const ownRoles = own.flatMap((one) => one.role ?? [])
    return {
      type: answer.type,
      // The role of the whole is the greater one of that of the drive's member and that on the file.
      role: details.length > own.length && ownRoles.length > 0 ? strongest(ownRoles) : answer.role,
      grantee,
      discoverable: answer.allowFileDiscovery === true,
      inherited: own.length > 0 ? own.every((one) => one.inherited === true) : undefined,
      fromMembership: details.length > 0 && own.length === 0,
      expires: answer.expirationTime ? new Date(answer.expirationTime) : undefined,
    }
  })

/** Accepts all permissions of a file; one that cannot be understood could be any, and so spoils the list. */
export const permissionsSchema: z.ZodType<readonly FilePermission[]> = z
  .array(schema)
  .transform((permissions) => permissions.filter((permission) => permission !== undefined))

function granteeOf(answer: {
  readonly type: FilePermission['type']
  readonly emailAddress?: string | null | undefined
  readonly domain?: string | null | undefined
}): string | undefined {
  if (answer.type === 'anyone') return ''
  const name = answer.type === 'domain' ? answer.domain : answer.emailAddress
  return name ? name.toLowerCase() : undefined
}

function strongest(all: readonly FileRole[]): FileRole {
  return all.reduce((best, one) => (strength[one] > strength[best] ? one : best), 'view')
}
