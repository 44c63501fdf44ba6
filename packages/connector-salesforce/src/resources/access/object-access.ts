import { type Asset, DependencyError } from '@opencasb/core'
import type { Index, Needs, ResourceType } from '@opencasb/core/connector'
import { defineDerivedResource, defineIndex, defineResource } from '@opencasb/core/connector'
import { salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'
import type { AccessQuestion } from './access-questions.ts'
import { type Assignment, assignment } from './assignment.ts'
import { accessNeeds } from './describe-fields.ts'
import { type ObjectGrant, type ObjectRights, objectGrantSchema } from './object-grant.ts'
import { permissionSources } from './permission-source.ts'
import { readTogether } from './read-together.ts'

/** A profile, permission set or group with its rights over objects. */
export interface ObjectAccess {
  /** Id of the permission set, also where it stands for a profile or a group. */
  readonly id: string
  readonly name: string
  readonly kind: 'profile' | 'permission-set' | 'group'
  readonly objects: readonly ObjectRights[]
  /** What could not be read; the engine is told so, and no check sees such an item. */
  readonly unclear?: string
}

/**
 * Rights to see or change all records of an object.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_objectpermissions.htm
 */
export const wideObjectGrant: ResourceType<ObjectGrant, SalesforceSession> = grantResource(
  'wide',
  'wideGrants',
  accessNeeds,
)

/** Rights over objects that guests have: people who have not logged in. */
export const guestObjectGrant: ResourceType<ObjectGrant, SalesforceSession> = grantResource(
  'guest',
  'guestGrants',
  // Guests are users: without the second one, sharing decides which of them are seen.
  salesforceNeeds('ViewSetup', 'ViewAllUsers'),
)

const wideGrants = grantIndex('wide', wideObjectGrant)
const guestGrants = grantIndex('guest', guestObjectGrant)

/** The permission sets of profiles, and others, that guests have. */
const guestSources: Index<Assignment, true> = defineIndex<Assignment, true, SalesforceSession>({
  name: 'salesforce.guest-sources',
  of: assignment,
  by: (item) => ('unclear' in item ? item.id : (item.grant.sourceId ?? item.id)),
  pick: (item, previous) =>
    !('unclear' in item) && item.active && item.assignee.userType === 'Guest' ? true : previous,
})

/** Profiles and permission sets that give all records of an object. */
export const wideObjectAccess: ResourceType<ObjectAccess, SalesforceSession> = defineDerivedResource<
  ObjectAccess,
  { readonly grants: typeof wideGrants },
  SalesforceSession
>({
  name: 'salesforce.wide-object-access',
  lookup: { grants: wideGrants },
  items: ({ grants }) => grants.values(),
  key: ({ id }) => id,
  asset: assetOf,
})

const guestLookup = { grants: guestGrants, guests: guestSources, sources: permissionSources } as const

/** Profiles and permission sets of guests with what they may do with objects, those too that may do nothing. */
export const guestObjectAccess: ResourceType<ObjectAccess, SalesforceSession> = defineDerivedResource<
  ObjectAccess,
  typeof guestLookup,
  SalesforceSession
>({
  name: 'salesforce.guest-object-access',
  lookup: guestLookup,
  *items({ grants, guests, sources }) {
    yield* grants.values()
    for (const [id] of guests.entries()) {
      const source = grants.has(id) ? undefined : sources.get(id)
      if (source) yield { id, name: source.name, kind: source.kind, objects: [] }
    }
  },
  key: ({ id }) => id,
  asset: assetOf,
})

function grantResource(
  name: string,
  question: AccessQuestion,
  needs: Needs,
): ResourceType<ObjectGrant, SalesforceSession> {
  return defineResource<ObjectGrant, SalesforceSession>({
    name: `salesforce.${name}-object-grant`,
    needs,
    order: 'stable',
    cost: { bucket: 'default', itemsPerRequest: 2000 },
    key: ({ id }) => id,
    asset: ({ id, sourceId }) => ({ kind: 'role', id, name: `Object permission of ${sourceId}` }),
    collect: (context) => readTogether(question, () => objectGrantSchema, context),
  })
}

function grantIndex(name: string, of: ResourceType<ObjectGrant, SalesforceSession>): Index<ObjectGrant, ObjectAccess> {
  return defineIndex<ObjectGrant, ObjectAccess, SalesforceSession>({
    name: `salesforce.${name}-object-grants`,
    of,
    by: ({ sourceId }) => sourceId,
    pick: gatherRights,
  })
}

function assetOf({ id, name, kind, unclear }: ObjectAccess): Asset {
  if (unclear !== undefined) throw new DependencyError(`What it gives cannot be told: ${unclear} could not be read`)
  return { kind: 'role', id, name, status: kind }
}

/** Adds the rights over one object to those over others. */
export function gatherRights(grant: ObjectGrant, previous: ObjectAccess | undefined): ObjectAccess {
  const objects = previous?.objects ?? []
  if ('unclear' in grant) {
    const known = previous ?? { id: grant.sourceId, name: grant.sourceId, kind: 'permission-set' }
    return { ...known, objects, unclear: grant.unclear }
  }
  const { object, create, read, edit, remove, viewAll, modifyAll } = grant
  return {
    ...previous,
    id: grant.sourceId,
    name: grant.sourceName,
    kind: grant.sourceKind,
    objects: [...objects, { object, create, read, edit, remove, viewAll, modifyAll }],
  }
}
