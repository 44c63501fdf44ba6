import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { questionOf, type RowQuestion, readRows } from '../read-rows.ts'
import { accessNeeds, describeFields } from './describe-fields.ts'
import { permissionField } from './permission.ts'
import { type PermissionBits, permissionBits } from './permission-bits.ts'
import { permissionsOf, readPermissionBits } from './read-permission-bits.ts'

/**
 * A container of permissions that users can be given. Salesforce keeps a permission set of its own for each profile and
 * each permission set group, so that one listing has them all.
 */
export interface PermissionSource {
  /** Id of the permission set, also where it stands for a profile or a group. */
  readonly id: string
  readonly kind: 'profile' | 'permission-set' | 'group'
  /** What people call it: a profile's own name, a label otherwise. */
  readonly name: string
  readonly profileId?: string
  /** The kind of users that the profile is for: `Standard`, `Guest`, `PowerPartner`. */
  readonly profileUserType?: string
  readonly groupId?: string
  /** Made in this organisation rather than by Salesforce; absent where Salesforce does not tell. */
  readonly custom?: boolean
  /** The package that brought it. */
  readonly namespace?: string
  /** Counts only in sessions that were raised to it. */
  readonly needsActivation: boolean
  readonly permissions: PermissionBits
  /** Permissions that this organisation has at all. */
  readonly known: PermissionBits
}

const fields = [
  'Id',
  'Label',
  'Type',
  'IsOwnedByProfile',
  'IsCustom',
  'ProfileId',
  'Profile.Name',
  'Profile.UserType',
  'PermissionSetGroupId',
  'NamespacePrefix',
  'HasActivationRequired',
]

const rowSchema = z.looseObject({
  Id: z.string().min(1),
  Label: z.string(),
  IsOwnedByProfile: z.boolean(),
  IsCustom: z.boolean().nullish(),
  ProfileId: z.string().nullish(),
  Profile: z.object({ Name: z.string().nullish(), UserType: z.string().nullish() }).nullish(),
  PermissionSetGroupId: z.string().nullish(),
  NamespacePrefix: z.string().nullish(),
  HasActivationRequired: z.boolean(),
})

/** Accepts a row that was read with these permissions. */
export function permissionSourceSchema(asked: readonly string[]): z.ZodType<PermissionSource> {
  const known = permissionBits(...asked)
  return rowSchema.transform((row, context): PermissionSource => {
    const read = readPermissionBits(row, asked)
    if ('unreadable' in read) {
      context.addIssue({ code: 'custom', path: [read.unreadable], message: 'says neither yes nor no' })
      return z.NEVER
    }
    return { ...described(row), needsActivation: row.HasActivationRequired, permissions: read.bits, known }
  })
}

function described(
  row: z.infer<typeof rowSchema>,
): Omit<PermissionSource, 'needsActivation' | 'permissions' | 'known'> {
  const { Id: id, Label, IsCustom, ProfileId, Profile, PermissionSetGroupId, NamespacePrefix } = row
  return {
    id,
    kind: row.IsOwnedByProfile ? 'profile' : PermissionSetGroupId ? 'group' : 'permission-set',
    name: (row.IsOwnedByProfile && Profile?.Name) || Label,
    ...(row.IsOwnedByProfile && ProfileId && { profileId: ProfileId }),
    ...(row.IsOwnedByProfile && Profile?.UserType && { profileUserType: Profile.UserType }),
    ...(PermissionSetGroupId && { groupId: PermissionSetGroupId }),
    ...(typeof IsCustom === 'boolean' && { custom: IsCustom }),
    ...(NamespacePrefix && { namespace: NamespacePrefix }),
  }
}

/**
 * Profiles, permission sets and groups with the {@link permissions} that they give.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionset.htm
 */
export const permissionSource: ResourceType<PermissionSource, SalesforceSession> = defineResource<
  PermissionSource,
  SalesforceSession
>({
  name: 'salesforce.permission-source',
  needs: accessNeeds,
  order: 'stable',
  cost: { bucket: 'default', itemsPerRequest: 2000 },
  key: ({ id }) => id,
  asset: ({ id, name, kind }) => ({ kind: 'role', id, name, status: kind }),
  async *collect(context) {
    const asked = permissionsOf(await describeFields(context.session, 'PermissionSet', context.signal))
    // Each profile has one, and nobody is without a profile.
    yield* readRows({ ...rowsOf(asked), never: 'empty', item: permissionSourceSchema(asked) }, context)
  },
})

function rowsOf(asked: readonly string[]): RowQuestion {
  return { object: 'PermissionSet', fields: [...fields, ...asked.map(permissionField)] }
}

/** Says that they will be read. @param described the fields of PermissionSet */
export function expectPermissionSources({ client }: SalesforceSession, described: ReadonlySet<string>): void {
  client.expect(questionOf(rowsOf(permissionsOf(described))))
}

/** All of them, by the id of their permission set. */
export const permissionSources: Index<PermissionSource, PermissionSource> = defineIndex<
  PermissionSource,
  PermissionSource,
  SalesforceSession
>({
  name: 'salesforce.permission-sources',
  of: permissionSource,
  pick: (source) => source,
})
