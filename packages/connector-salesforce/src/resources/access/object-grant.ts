import { z } from 'zod'

/** What a profile or permission set may do with the records of one object. */
export interface ObjectRights {
  readonly object: string
  readonly create: boolean
  readonly read: boolean
  readonly edit: boolean
  readonly remove: boolean
  readonly viewAll: boolean
  readonly modifyAll: boolean
}

/** Rights over an object, with who gives them. */
export interface ReadObjectGrant extends ObjectRights {
  readonly id: string
  readonly sourceId: string
  readonly sourceName: string
  readonly sourceKind: 'profile' | 'permission-set' | 'group'
}

/** Rights of which only the giver can be read. */
export interface UnclearObjectGrant {
  readonly id: string
  readonly sourceId: string
  readonly unclear: string
}

/** A row of ObjectPermissions. */
export type ObjectGrant = ReadObjectGrant | UnclearObjectGrant

const rowSchema = z
  .object({
    Id: z.string().min(1),
    ParentId: z.string().min(1),
    SobjectType: z.string().min(1),
    PermissionsCreate: z.boolean(),
    PermissionsRead: z.boolean(),
    PermissionsEdit: z.boolean(),
    PermissionsDelete: z.boolean(),
    PermissionsViewAllRecords: z.boolean(),
    PermissionsModifyAllRecords: z.boolean(),
    Parent: z.object({
      Label: z.string(),
      IsOwnedByProfile: z.boolean(),
      PermissionSetGroupId: z.string().nullish(),
      Profile: z.object({ Name: z.string().nullish() }).nullish(),
    }),
  })
  .transform(
    ({ Parent: parent, ...row }): ReadObjectGrant => ({
      id: row.Id,
      object: row.SobjectType,
      create: row.PermissionsCreate,
      read: row.PermissionsRead,
      edit: row.PermissionsEdit,
      remove: row.PermissionsDelete,
      viewAll: row.PermissionsViewAllRecords,
      modifyAll: row.PermissionsModifyAllRecords,
      sourceId: row.ParentId,
      sourceKind: parent.IsOwnedByProfile ? 'profile' : parent.PermissionSetGroupId ? 'group' : 'permission-set',
      sourceName: (parent.IsOwnedByProfile && parent.Profile?.Name) || parent.Label,
    }),
  )

const idsSchema = z.object({ Id: z.string().min(1), ParentId: z.string().min(1) })

/** Accepts a row; where it can be read no further than to its giver, it casts doubt on this one and on no other. */
export const objectGrantSchema: z.ZodType<ObjectGrant> = z.unknown().transform((value, context): ObjectGrant => {
  const read = rowSchema.safeParse(value)
  if (read.success) return read.data
  const ids = idsSchema.safeParse(value)
  const unclear = read.error.issues[0]?.path.join('.') ?? 'ObjectPermissions'
  if (ids.success) return { id: ids.data.Id, sourceId: ids.data.ParentId, unclear }
  context.addIssue({ code: 'custom', path: ['ParentId'], message: 'is missing' })
  return z.NEVER
})
