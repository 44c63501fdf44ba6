import { UnexpectedAnswerError } from '@opencasb/core'
import type { IdentitySet, Permission } from './permission.ts'
import { addressOf, standingOf } from './standing.ts'

/**
 * Who is let in:
 * - `anyone`: everybody who has the link, without signing in
 * - `company`: everybody in the tenant
 * - `external`: a named person of another organisation
 */
export type Audience = 'anyone' | 'company' | 'external'

/** Access that others than named colleagues have. */
export interface Exposure {
  /** Id of the permission. */
  readonly permission: string
  readonly audience: Audience
  readonly access: 'edit' | 'view'
  /** Type of the link: `view`, `edit`; undefined where access was given without a link. */
  readonly link: string | undefined
  /** Address of a person; undefined for whole audiences. */
  readonly grantee: string | undefined
  /** Undefined where Microsoft does not tell. */
  readonly hasPassword: boolean | undefined
  /** Undefined where it does not end. */
  readonly expires: Date | undefined
  readonly isInherited: boolean
}

const accessOfType: Readonly<Record<string, Exposure['access']>> = { view: 'view', edit: 'edit', embed: 'view' }
const accessOfRole: Readonly<Record<string, Exposure['access']>> = { read: 'view', write: 'edit', owner: 'edit' }

/** How Microsoft writes "never". */
const never = /^0001-/

/**
 * What permissions come to: access of everybody, of the whole tenant, and of people outside. Colleagues and groups that
 * were named one by one are left out.
 * @param tenantDomains verified domains of the tenant, in lower case
 * @throws UnexpectedAnswerError where a permission has a scope, type or role that is not known, or nobody to have it:
 * what cannot be read is never taken for safe
 */
export function readExposure(
  permissions: readonly Permission[],
  tenantDomains: ReadonlySet<string>,
): readonly Exposure[] {
  return permissions
    .flatMap((permission) => exposuresOf(permission, tenantDomains))
    .sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0))
}

/** Says whether two exposures are one and the same, seen at a folder and at what is in it. */
export function isSameExposure(a: Exposure, b: Exposure): boolean {
  return order(a) === order(b)
}

function exposuresOf(permission: Permission, tenantDomains: ReadonlySet<string>): readonly Exposure[] {
  const { link, grantedTo, grantedToIdentities, invitation } = permission
  if (link) {
    switch (link.scope) {
      case 'anonymous':
        return [exposure(permission, 'anyone')]
      case 'organization':
        return [exposure(permission, 'company')]
      case 'existingAccess':
        return []
      case 'users':
        return grantedToIdentities.flatMap((one) => ofPerson(permission, one, tenantDomains))
      case undefined:
        // Links for specific people may come without a scope; without people there is nothing to tell by.
        if (grantedToIdentities.length > 0)
          return grantedToIdentities.flatMap((one) => ofPerson(permission, one, tenantDomains))
    }
    throw new UnexpectedAnswerError('A sharing link has a scope that is not known', { retryable: false })
  }
  const people = [...(grantedTo ? [grantedTo] : []), ...grantedToIdentities]
  if (people.length > 0) return people.flatMap((one) => ofPerson(permission, one, tenantDomains))
  if (invitation?.email?.includes('@')) {
    return ofPerson(permission, { ...nobody, user: { ...nameless, email: invitation.email } }, tenantDomains)
  }
  throw new UnexpectedAnswerError('A permission does not tell whose it is', { retryable: false })
}

function ofPerson(permission: Permission, set: IdentitySet, tenantDomains: ReadonlySet<string>): readonly Exposure[] {
  const standing = standingOf(set, tenantDomains)
  if (standing === 'inside') return []
  if (standing === 'everyone') return [exposure(permission, 'company')]
  if (standing === 'outside') return [exposure(permission, 'external', addressOf(set) ?? set.user?.id)]
  throw new UnexpectedAnswerError('A permission does not tell whether its holder belongs to the tenant', {
    retryable: false,
  })
}

function exposure(permission: Permission, audience: Audience, grantee?: string): Exposure {
  const { id, link, hasPassword, expirationDateTime, isInherited } = permission
  return {
    permission: id,
    audience,
    access: accessOf(permission),
    link: link ? (link.type ?? 'unnamed') : undefined,
    grantee,
    hasPassword,
    expires: expiryOf(expirationDateTime),
    isInherited,
  }
}

function accessOf({ link, roles }: Permission): Exposure['access'] {
  const ways = [
    ...(link?.type === undefined ? [] : [accessOfType[link.type]]),
    ...roles.map((role) => accessOfRole[role]),
  ]
  if (ways.length === 0 || ways.includes(undefined))
    throw new UnexpectedAnswerError('A permission has a type or role that is not known', { retryable: false })
  return ways.includes('edit') ? 'edit' : 'view'
}

function expiryOf(text: string | undefined): Date | undefined {
  if (text === undefined || never.test(text)) return undefined
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new UnexpectedAnswerError('A permission ends at no time', { retryable: false })
  return new Date(time)
}

/** In an order that does not depend on the answer. */
function order({ audience, grantee, access, permission }: Exposure): string {
  return JSON.stringify([audience, grantee ?? '', access, permission])
}

const nameless = {
  id: undefined,
  displayName: undefined,
  loginName: undefined,
  email: undefined,
  userPrincipalName: undefined,
}
const nobody: IdentitySet = {
  user: undefined,
  siteUser: undefined,
  group: undefined,
  siteGroup: undefined,
  sharePointGroup: undefined,
  application: undefined,
  device: undefined,
}
