import { DependencyError } from '@opencasb/core'
import type { IndexReader, ResourceType } from '@opencasb/core/connector'
import { defineDerivedResource } from '@opencasb/core/connector'
import type { SalesforceSession } from '../../session.ts'
import type { Assignee, Grant } from './assignment.ts'
import { type EffectiveAccess, effectiveAccess } from './effective-access.ts'
import { groupParts } from './group-component.ts'
import { mutings } from './muting-permission-set.ts'
import { overlap, type PermissionBits, permissionBitsWhere, shared, unite } from './permission-bits.ts'
import { permissionSetGroups } from './permission-set-group.ts'
import { permissionSources } from './permission-source.ts'
import { createSourceResolver, type SourceTables } from './source-access.ts'
import { type UserGrants, userGrants } from './user-grants.ts'

/** What an active user may do that few should. */
export interface ReadUserAccess extends Assignee {
  readonly access: EffectiveAccess
  /** Permissions that were looked for, and exist: of others nothing can be told. */
  readonly asked: PermissionBits
}

/** A user of whom it cannot be told. */
export interface UnclearUserAccess {
  readonly id: string
  readonly unclear: string
}

/** A user, with what the user may do. */
export type UserAccess = ReadUserAccess | UnclearUserAccess

/** The tables that access is computed from. */
export interface AccessTables extends SourceTables {
  readonly users: IndexReader<UserGrants>
}

const lookup = {
  users: userGrants,
  sources: permissionSources,
  groups: permissionSetGroups,
  parts: groupParts,
  mutings,
} as const

/** Combinations of assignments whose result is kept for the next user who has the same. */
const mostRemembered = 10_000

/**
 * The effective permissions of active users: profile, permission sets and permission set groups with their muting taken
 * together, each permission with where it comes from. Users who have none of the permissions are not among them, guests
 * apart, who are all there.
 */
export const userAccess: ResourceType<ReadUserAccess, SalesforceSession> = defineDerivedResource<
  ReadUserAccess,
  typeof lookup,
  SalesforceSession
>({
  name: 'salesforce.user-access',
  lookup,
  // Unclear users are told from the others by `asset`, which makes each of them a gap of its own.
  items: (tables, { now }) => usersWithAccess(tables, now.getTime()) as Iterable<ReadUserAccess>,
  key: ({ id }) => id,
  asset: (user) => {
    const { unclear } = user as Partial<UnclearUserAccess>
    if (unclear !== undefined) throw new DependencyError(`What the user may do cannot be told: ${unclear}`)
    const { id, username, userType } = user
    return { kind: 'account', id, name: username, ...(userType !== undefined && { status: userType }) }
  },
})

/** Computes the access of one user after the other. */
export function* usersWithAccess(tables: AccessTables, now: number): Generator<UserAccess, void, undefined> {
  const resolver = createSourceResolver(tables)
  const remembered = new Map<string, EffectiveAccess>()
  const accessOf = (grants: readonly Grant[]): EffectiveAccess => {
    const key = grants.map(grantKey).sort().join()
    const found = remembered.get(key) ?? effectiveAccess(grants, now, resolver.accessOf)
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(key, found)
    return found
  }
  for (const [id, user] of tables.users.entries()) {
    const item = userWithAccess(id, user, accessOf)
    if (item) yield item
  }
}

/** Users that Salesforce runs itself: nobody logs in as one, and nobody gave them what they may do. */
const systemTypes = ['AutomatedProcess', 'CloudIntegrationUser']

const askedOfUsers = permissionBitsWhere(({ readOf }) => readOf === 'users')
const askedOfGuests = permissionBitsWhere(() => true)

function userWithAccess(
  id: string,
  { assignee, grants, unclear }: UserGrants,
  accessOf: (grants: readonly Grant[]) => EffectiveAccess,
): UserAccess | undefined {
  if (unclear !== undefined) return { id, unclear: `${unclear} of an assignment could not be read` }
  if (!assignee || systemTypes.includes(assignee.userType ?? '')) return undefined
  try {
    const isGuest = assignee.userType === 'Guest'
    const asked = isGuest ? askedOfGuests : askedOfUsers
    const access = accessOf(grants)
    const holds = overlap(unite(access.standing, access.onActivation), asked)
    return holds || isGuest ? { ...assignee, access, asked: shared(asked, access.known) } : undefined
  } catch (error) {
    if (DependencyError.is(error)) return { id, unclear: error.message }
    throw error
  }
}

function grantKey({ sourceId, groupId, expiresAt }: Grant): string {
  return `${groupId ?? ''}/${sourceId ?? ''}/${expiresAt ?? ''}`
}
