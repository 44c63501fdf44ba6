import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField, graphObject } from '../graph-field.ts'
import { tenantPolicy } from './tenant-policy.ts'

/** What is open between this tenant and all those that have no setting of their own. */
export interface CrossTenantAccess {
  /** Whether own users may be guests anywhere. */
  readonly outboundCollaborationOpen: boolean
  readonly inboundDirectConnectOpen: boolean
  readonly outboundDirectConnectOpen: boolean
  /** Whether users may sign in to foreign tenants from this one's networks and devices. */
  readonly tenantRestrictionsOpen: boolean
  /** Whether multifactor authentication of foreign tenants counts. */
  readonly trustsForeignMfa: boolean | undefined
}

const target = graphObject(
  z.looseObject({
    accessType: z.string(),
    targets: z.array(z.looseObject({ target: graphField.text })).nullish(),
  }),
)
const setting = graphObject(z.looseObject({ usersAndGroups: target, applications: target }))

const schema: z.ZodType<CrossTenantAccess> = z
  .looseObject({
    b2bCollaborationOutbound: setting,
    b2bDirectConnectInbound: setting,
    b2bDirectConnectOutbound: setting,
    tenantRestrictions: setting,
    inboundTrust: graphObject(z.looseObject({ isMfaAccepted: graphField.flag })),
  })
  .transform((access) => ({
    outboundCollaborationOpen: isOpen(access.b2bCollaborationOutbound, true),
    inboundDirectConnectOpen: isOpen(access.b2bDirectConnectInbound, false),
    outboundDirectConnectOpen: isOpen(access.b2bDirectConnectOutbound, false),
    tenantRestrictionsOpen: isOpen(access.tenantRestrictions, true),
    trustsForeignMfa: access.inboundTrust?.isMfaAccepted,
  }))

/** Open: all users to all applications. What is not set is as Microsoft delivers it. */
function isOpen(value: z.infer<typeof setting>, usual: boolean): boolean {
  if (!value) return usual
  return [[value.usersAndGroups, 'AllUsers'] as const, [value.applications, 'AllApplications'] as const].every(
    ([part, all]) =>
      part ? part.accessType === 'allowed' && (part.targets ?? []).some((one) => one.target === all) : usual,
  )
}

/**
 * The default for other tenants.
 * @see https://learn.microsoft.com/graph/api/crosstenantaccesspolicyconfigurationdefault-get
 */
export const crossTenantAccess: ResourceType<CrossTenantAccess, M365Session> = tenantPolicy<CrossTenantAccess>({
  name: 'm365.cross-tenant-access-default',
  path: '/policies/crossTenantAccessPolicy/default',
  schema,
  permissions: ['Policy.Read.All'],
  id: 'crossTenantAccessPolicy/default',
  title: 'default cross-tenant access settings',
  url: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/CompanyRelationshipsMenuBlade/~/CrossTenantAccessSettings',
})
