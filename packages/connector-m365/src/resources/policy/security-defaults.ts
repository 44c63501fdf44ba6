import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { tenantPolicy } from './tenant-policy.ts'

/** Microsoft's ready-made protection for tenants without Conditional Access. */
export interface SecurityDefaults {
  readonly enabled: boolean
}

/**
 * Whether security defaults are on.
 * @see https://learn.microsoft.com/graph/api/identitysecuritydefaultsenforcementpolicy-get
 */
export const securityDefaults: ResourceType<SecurityDefaults, M365Session> = tenantPolicy<SecurityDefaults>({
  name: 'm365.security-defaults',
  path: '/policies/identitySecurityDefaultsEnforcementPolicy',
  schema: z.looseObject({ isEnabled: z.boolean() }).transform(({ isEnabled }) => ({ enabled: isEnabled })),
  permissions: ['Policy.Read.All'],
  id: 'identitySecurityDefaultsEnforcementPolicy',
  title: 'security defaults',
  url: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/TenantProperties.ReactView',
})

/** Whether security defaults are on, under the resource's own key. */
export const securityDefaultsIndex: Index<SecurityDefaults, boolean> = defineIndex({
  name: 'm365.security-defaults-enabled',
  of: securityDefaults,
  pick: ({ enabled }: SecurityDefaults) => enabled,
})
