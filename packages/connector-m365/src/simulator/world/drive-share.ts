import type { Permission as GraphPermission } from '@microsoft/microsoft-graph-types'
import { initialDomain } from './domain.ts'
import type { Moments } from './moments.ts'

/** What links of the simulated SharePoint hold that must never be passed on. */
export const linkSecret = 'EaSimulatedLinkTokenQ7x'

/** Ways in which an item was shared. */
export const shareKinds = [
  'anyone-edit',
  'anyone-view',
  'anyone-short',
  'anyone-password',
  'anyone-ended',
  'company-edit',
  'company-view',
  'guest-edit',
  'guest-view',
  'guest-link',
  'invited',
  'everyone',
  'colleague',
  'colleague-link',
  'existing-access',
] as const
export type ShareKind = (typeof shareKinds)[number]

/** One share of an item; what is in a folder has it under the same id. */
export interface SimulatedShare {
  readonly id: string
  readonly kind: ShareKind
}

/** What shares are rendered with. */
export interface ShareContext {
  readonly moments: Moments
  readonly tenantId: string
}

/** How widely a share reaches, as items are marked. */
export function scopeOf(kind: ShareKind): 'anonymous' | 'organization' | 'users' {
  if (kind.startsWith('anyone')) return 'anonymous'
  return kind.startsWith('company') ? 'organization' : 'users'
}

/** A share as SharePoint lists it. */
export function renderShare({ id, kind }: SimulatedShare, context: ShareContext): GraphPermission {
  const { moments, tenantId } = context
  const number = id.slice(0, 4)
  switch (kind) {
    case 'anyone-edit':
      return link(id, 'anonymous', 'edit')
    case 'anyone-view':
      return link(id, 'anonymous', 'view')
    case 'anyone-short':
      return { ...link(id, 'anonymous', 'view'), expirationDateTime: moments.inDays(10) }
    case 'anyone-password':
      return { ...link(id, 'anonymous', 'edit'), hasPassword: true }
    case 'anyone-ended':
      return { ...link(id, 'anonymous', 'edit'), expirationDateTime: moments.daysAgo(10) }
    case 'company-edit':
      return link(id, 'organization', 'edit')
    case 'company-view':
      return link(id, 'organization', 'view')
    case 'guest-edit':
      return { id, roles: ['write'], ...grantedTo(guestLogin(number)) }
    case 'guest-view':
      return { id, roles: ['read'], ...grantedTo(guestLogin(number)) }
    case 'guest-link':
      return {
        ...link(id, 'users', 'view'),
        grantedToIdentitiesV2: [identities(guestLogin(number)), identities(memberLogin(number))],
      }
    case 'invited':
      return { id, roles: ['write'], invitation: { email: `partner-${number}@example.net`, signInRequired: true } }
    case 'everyone':
      return { id, roles: ['read'], ...grantedTo(`c:0-.f|rolemanager|spo-grid-all-users/${tenantId}`) }
    case 'colleague':
      return { id, roles: ['write'], ...grantedTo(memberLogin(number)) }
    case 'colleague-link':
      return { ...link(id, 'users', 'edit'), grantedToIdentitiesV2: [identities(memberLogin(number))] }
    case 'existing-access':
      return { ...link(id, 'existingAccess', 'view'), expirationDateTime: '0001-01-01T00:00:00Z' }
  }
}

/** Access that everything in a drive has by itself. */
export function ownersOf(place: { readonly user?: string; readonly site?: string }): GraphPermission[] {
  if (place.user !== undefined)
    return [{ id: 'owner', roles: ['owner'], ...grantedTo(`i:0#.f|membership|${place.user}`) }]
  return [
    {
      id: 'members',
      roles: ['write'],
      grantedToV2: { siteGroup: { id: '5', displayName: `${place.site} Members`, loginName: `${place.site} Members` } },
    },
  ]
}

function link(id: string, scope: string, type: string): GraphPermission {
  return {
    id,
    roles: [type === 'edit' ? 'write' : 'read'],
    shareId: `u!${linkSecret}${id}`,
    hasPassword: false,
    grantedToIdentitiesV2: [],
    link: { scope, type, webUrl: `https://acme.sharepoint.com/:x:/g/${linkSecret}${id}`, preventsDownload: false },
  }
}

function grantedTo(loginName: string): Pick<GraphPermission, 'grantedTo' | 'grantedToV2'> {
  const both = identities(loginName)
  return { grantedToV2: both, ...(both.user && { grantedTo: { user: both.user } }) }
}

function identities(loginName: string): NonNullable<GraphPermission['grantedToV2']> {
  const displayName = loginName.split('|').at(-1) ?? loginName
  return { user: { displayName }, siteUser: { id: '17', displayName, loginName } }
}

function guestLogin(number: string): string {
  return `i:0#.f|membership|partner-${number}_example.net#ext#@${initialDomain}`
}

function memberLogin(number: string): string {
  return `i:0#.f|membership|user-${number}@acme.example`
}
