import type { PolicyPrincipals } from '../policy-users.ts'
import type { MembershipScope } from './membership-scope.ts'

/**
 * The kinds of guests and external users.
 * @see https://learn.microsoft.com/graph/api/resources/conditionalaccessguestsorexternalusers
 */
export const guestKinds: readonly string[] = [
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
  'b2bDirectConnectUser',
  'otherExternalUser',
  'serviceProvider',
]

const guid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i

/** Whom a policy applies to, as a scope over memberships. */
export function principalScope(include: PolicyPrincipals, exclude: PolicyPrincipals): MembershipScope {
  return {
    include: include.users.includes('All') ? 'everybody' : tokensOf(include),
    exclude: exclude.users.includes('All')
      ? [...tokensOf(exclude), ...guestKinds.map(guest), 'unknown:All']
      : tokensOf(exclude),
  }
}

function tokensOf({ users, groups, roles, guests }: PolicyPrincipals): readonly string[] {
  return [
    ...users.flatMap(userTokens),
    ...groups.map((id) => `group:${id.toLowerCase()}`),
    ...roles.map((id) => `role:${id.toLowerCase()}`),
    ...(guests?.types ?? [])
      .filter((type) => type !== 'none')
      .flatMap((type) => guests?.tenants?.map((tenant) => `${guest(type)}@${tenant.toLowerCase()}`) ?? guest(type)),
  ]
}

function userTokens(value: string): readonly string[] {
  if (value === 'None') return []
  if (value === 'GuestsOrExternalUsers') return guestKinds.map(guest)
  return [guid.test(value) ? `user:${value.toLowerCase()}` : `unknown:${value}`]
}

function guest(kind: string): string {
  return `guest:${kind}`
}
