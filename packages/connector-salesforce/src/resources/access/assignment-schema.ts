import { z } from 'zod'
import type { Assignee, Assignment, Grant } from './assignment.ts'

const time = z.iso.datetime({ offset: true }).or(z.string().regex(/^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d{4}$/))

const rowSchema = z.object({
  Id: z.string().min(1),
  AssigneeId: z.string().min(1),
  PermissionSetId: z.string().min(1).nullish(),
  PermissionSetGroupId: z.string().min(1).nullish(),
  Assignee: z.object({
    Username: z.string(),
    IsActive: z.boolean(),
    UserType: z.string().nullish(),
    ProfileId: z.string().min(1),
    Profile: z.object({ Name: z.string().nullish() }).nullish(),
    LastLoginDate: time.nullable(),
    CreatedDate: time,
  }),
  ExpirationDate: time.nullish(),
  IsActive: z.boolean().nullish(),
  IsRevoked: z.boolean().nullish(),
})

const idsSchema = z.object({ Id: z.string().min(1), AssigneeId: z.string().min(1) })

type Row = z.infer<typeof rowSchema>

/**
 * Accepts rows of one listing. The same few things are assigned to most users: what is equal is kept once. A row that
 * can be read no further than to its user is kept as such: it casts doubt on this user, and on no other.
 * @param asked those of the fields `ExpirationDate`, `IsActive`, `IsRevoked` that the organisation has
 */
export function createAssignmentSchema(asked: readonly string[]): z.ZodType<Assignment> {
  const texts = new Map<string, string>()
  const grants = new Map<string, Grant>()
  const shared = (text: string): string => {
    const known = texts.get(text)
    if (known !== undefined) return known
    texts.set(text, text)
    return text
  }

  const grantOf = ({ PermissionSetId, PermissionSetGroupId, ExpirationDate }: Row): Grant => {
    const key = [PermissionSetGroupId, PermissionSetId, ExpirationDate].join()
    const known = grants.get(key)
    if (known) return known
    const grant: Grant = {
      ...(PermissionSetId && { sourceId: PermissionSetId }),
      ...(PermissionSetGroupId && { groupId: PermissionSetGroupId }),
      ...(ExpirationDate && { expiresAt: Date.parse(ExpirationDate) }),
    }
    grants.set(key, grant)
    return grant
  }

  const assigneeOf = ({ AssigneeId, Assignee: user }: Row): Assignee => ({
    id: AssigneeId,
    username: user.Username,
    profileId: shared(user.ProfileId),
    createdAt: Date.parse(user.CreatedDate),
    ...(user.UserType && { userType: shared(user.UserType) }),
    ...(user.Profile?.Name && { profileName: shared(user.Profile.Name) }),
    ...(user.LastLoginDate !== null && { lastLoginAt: Date.parse(user.LastLoginDate) }),
  })

  return z.unknown().transform((value, context): Assignment => {
    const read = rowSchema.safeParse(value)
    const problem = read.success ? missingFrom(read.data, asked) : read.error.issues[0]?.path.join('.')
    if (read.success && problem === undefined) {
      const row = read.data
      const active = row.Assignee.IsActive && row.IsActive !== false && row.IsRevoked !== true
      return { id: row.Id, userId: row.AssigneeId, assignee: assigneeOf(row), grant: grantOf(row), active }
    }
    const ids = idsSchema.safeParse(value)
    if (ids.success) return { id: ids.data.Id, userId: ids.data.AssigneeId, unclear: problem ?? '' }
    context.addIssue({ code: 'custom', path: ['AssigneeId'], message: 'is missing' })
    return z.NEVER
  })
}

/** A field that was asked for and did not come, where there is one. */
function missingFrom(row: Row, asked: readonly string[]): string | undefined {
  if (!(row.PermissionSetId ?? row.PermissionSetGroupId)) return 'PermissionSetId'
  return asked.find((field) => row[field as keyof Row] === undefined)
}
