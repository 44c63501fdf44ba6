import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'
import { fieldList, type Soql, soql } from '../../soql.ts'
import { readRows } from '../read-rows.ts'
import { createAssignmentSchema } from './assignment-schema.ts'
import { describeFields } from './describe-fields.ts'
import { permissionField } from './permission.ts'
import { expectPermissionSources } from './permission-source.ts'
import { permissions } from './permissions.ts'
import { expectTogether } from './read-together.ts'

/** Who an assignment is for, as far as it matters to what the user may do. */
export interface Assignee {
  readonly id: string
  readonly username: string
  /** `Standard`, `Guest`, `PowerPartner` and others; absent where Salesforce does not tell. */
  readonly userType?: string
  readonly profileId: string
  readonly profileName?: string
  /** Milliseconds since 1970; absent for a user who never logged in. */
  readonly lastLoginAt?: number
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

/** What was assigned. Assignments of the same thing that end at the same time share one of these. */
export interface Grant {
  /** Id of the permission set; that of a group's own one where it was assigned through a group. */
  readonly sourceId?: string
  readonly groupId?: string
  /** Milliseconds since 1970; absent for one without end. */
  readonly expiresAt?: number
}

/** That a user has a profile, permission set or permission set group. */
export interface ReadAssignment {
  readonly id: string
  readonly userId: string
  readonly assignee: Assignee
  readonly grant: Grant
  /** False where Salesforce says that it no longer counts, or not yet. */
  readonly active: boolean
}

/** An assignment of which only the user can be read: what this user may do cannot be told. */
export interface UnclearAssignment {
  readonly id: string
  readonly userId: string
  /** What could not be read. */
  readonly unclear: string
}

/** That a user has something. */
export type Assignment = ReadAssignment | UnclearAssignment

const fields = [
  'Id',
  'AssigneeId',
  'PermissionSetId',
  'PermissionSetGroupId',
  'Assignee.Username',
  'Assignee.IsActive',
  'Assignee.UserType',
  'Assignee.ProfileId',
  'Assignee.Profile.Name',
  'Assignee.LastLoginDate',
  'Assignee.CreatedDate',
]
/** Newer than the object, or there with user access policies only. */
const laterFields = ['ExpirationDate', 'IsActive', 'IsRevoked']

/**
 * Assignments that can matter: of active users, and of something that gives a permission which few should have. Of
 * guests, and through groups, all: what a group gives may lag behind what it is made of. Profiles count as permission
 * sets here.
 */
export function assignmentsThatMatter(sourceFields: ReadonlySet<string>): Soql {
  const matters = permissions
    .filter(({ name, readOf }) => readOf === 'users' && sourceFields.has(permissionField(name)))
    .map(({ name }) => `PermissionSet.${permissionField(name)}`)
    .reduce(
      (others, field) => soql`${others} OR ${fieldList([field])} = true`,
      soql`PermissionSetGroupId != null OR Assignee.UserType = 'Guest'`,
    )
  return soql`Assignee.IsActive = true AND (${matters})`
}

/**
 * Who has what. Listed with the users, so that nothing else must be read of them.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionsetassignment.htm
 */
export const assignment: ResourceType<Assignment, SalesforceSession> = defineResource<Assignment, SalesforceSession>({
  name: 'salesforce.permission-assignment',
  // Without the second one, sharing decides which users are seen: the others would be missing without a word.
  needs: salesforceNeeds('ViewSetup', 'ViewAllUsers'),
  order: 'stable',
  cost: { bucket: 'default', itemsPerRequest: 2000 },
  key: ({ id }) => id,
  asset: ({ id, userId }) => ({ kind: 'role', id, name: `Assignment of ${userId}` }),
  async *collect(context) {
    const { session, signal } = context
    // What is assigned means nothing without what it gives, which is asked for next.
    await expectTogether(session)
    const own = await describeFields(session, 'PermissionSetAssignment', signal)
    const asked = laterFields.filter((field) => own.has(field))
    const described = await describeFields(session, 'PermissionSet', signal)
    expectPermissionSources(session, described)
    yield* readRows(
      {
        object: 'PermissionSetAssignment',
        fields: [...fields, ...asked],
        where: assignmentsThatMatter(described),
        size: 'large',
        item: createAssignmentSchema(asked),
      },
      context,
    )
  },
})
