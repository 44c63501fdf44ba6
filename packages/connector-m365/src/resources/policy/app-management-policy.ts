import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField, graphList, graphObject } from '../graph-field.ts'
import { tenantPolicy } from './tenant-policy.ts'

/** A limit on the credentials of applications. */
export interface CredentialRestriction {
  /** `passwordAddition`, `passwordLifetime`, `asymmetricKeyLifetime`, … */
  readonly type: string
  readonly enabled: boolean
  /** Days that a credential may be good for, where the restriction is about that. */
  readonly maximumDays: number | undefined
}

/** What Entra demands of the credentials of applications, unless an application has a policy of its own. */
export interface AppManagementPolicy {
  readonly enabled: boolean
  readonly applications: readonly CredentialRestriction[]
}

const restriction = z
  .looseObject({ restrictionType: z.string(), state: graphField.text, maxLifetime: graphField.text })
  .transform(
    ({ restrictionType, state, maxLifetime }): CredentialRestriction => ({
      type: restrictionType,
      enabled: state !== 'disabled',
      maximumDays: daysOf(maxLifetime),
    }),
  )

const schema: z.ZodType<AppManagementPolicy> = z
  .looseObject({
    isEnabled: z.boolean(),
    applicationRestrictions: graphObject(
      z.looseObject({ passwordCredentials: graphList(restriction), keyCredentials: graphList(restriction) }),
    ),
  })
  .transform(({ isEnabled, applicationRestrictions: limits }) => ({
    enabled: isEnabled,
    applications: [...(limits?.passwordCredentials ?? []), ...(limits?.keyCredentials ?? [])],
  }))

/** Days of an ISO 8601 duration such as `P90D` or `P1Y6M`, years and months taken as 365 and 30 days. */
function daysOf(duration: string | undefined): number | undefined {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?.*)?$/.exec(duration ?? '')
  if (!match) return undefined
  const [, years = '0', months = '0', weeks = '0', days = '0', hours = '0'] = match
  return Number(years) * 365 + Number(months) * 30 + Number(weeks) * 7 + Number(days) + Number(hours) / 24
}

/**
 * The tenant's default for credentials of applications.
 * @see https://learn.microsoft.com/graph/api/tenantappmanagementpolicy-get
 */
export const appManagementPolicy: ResourceType<AppManagementPolicy, M365Session> = tenantPolicy<AppManagementPolicy>({
  name: 'm365.app-management-policy',
  path: '/policies/defaultAppManagementPolicy',
  schema,
  permissions: ['Policy.Read.All'],
  id: 'defaultAppManagementPolicy',
  title: 'application management policy',
  url: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
})
