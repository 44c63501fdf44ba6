import type { ResourceType } from '@opencasb/core/connector'
import { defineDerivedResource } from '@opencasb/core/connector'
import type { M365Session } from '../../session.ts'
import { securityDefaultsIndex } from '../policy/security-defaults.ts'
import { strengthCombinations } from './authentication-strength.ts'
import { type EnforcedPolicy, enforcedPolicies } from './coverage/enforced-policy.ts'
import type { MembershipRules } from './coverage/membership.ts'
import { tenantRules } from './coverage/tenant-rules.ts'
import { type NamedLocation, namedLocations } from './named-location.ts'
import { type ConditionalAccessPolicy, conditionalAccessPolicies } from './policy.ts'

/** What Conditional Access adds up to: all policies of a tenant taken together. */
export interface ConditionalAccess {
  readonly tenant: { readonly id: string; readonly name: string }
  /** Policies that are on, the widest first. */
  readonly enforced: readonly EnforcedPolicy[]
  /** Policies that only report. */
  readonly reportOnly: readonly { readonly id: string; readonly name: string }[]
  readonly locations: readonly NamedLocation[]
  readonly rules: MembershipRules
  readonly securityDefaults: boolean
}

/** What {@link conditionalAccessOf} puts together. */
export interface ConditionalAccessParts {
  readonly tenant: { readonly id: string; readonly name: string }
  readonly policies: readonly ConditionalAccessPolicy[]
  /** Id → accepted combinations. */
  readonly strengths: ReadonlyMap<string, readonly string[]>
  readonly locations: readonly NamedLocation[]
  readonly securityDefaults: boolean
}

/** Puts the policies of a tenant together. */
export function conditionalAccessOf(parts: ConditionalAccessParts): ConditionalAccess {
  const { tenant, policies, strengths, locations, securityDefaults } = parts
  return {
    tenant,
    enforced: enforcedPolicies(policies, strengths),
    reportOnly: policies
      .filter(({ state }) => state === 'enabledForReportingButNotEnforced')
      .map(({ id, name }) => ({ id, name })),
    locations,
    rules: tenantRules(locations.filter(({ trusted }) => trusted).map(({ id }) => id)),
    securityDefaults,
  }
}

/** The Conditional Access of the tenant, judged as a whole: one item. */
export const conditionalAccess: ResourceType<ConditionalAccess, M365Session> = defineDerivedResource({
  name: 'm365.conditional-access',
  lookup: {
    policies: conditionalAccessPolicies,
    strengths: strengthCombinations,
    locations: namedLocations,
    defaults: securityDefaultsIndex,
  },
  *items({ policies, strengths, locations, defaults }, { session }): Iterable<ConditionalAccess> {
    yield conditionalAccessOf({
      tenant: { id: session.tenant.id, name: session.tenant.name },
      policies: [...policies.values()],
      strengths: new Map([...strengths.entries()].map(([id, combinations]) => [id.toLowerCase(), combinations])),
      locations: [...locations.values()],
      securityDefaults: [...defaults.values()].includes(true),
    })
  },
  key: ({ tenant }) => tenant.id,
  asset: ({ tenant }) => ({
    kind: 'setting',
    id: `${tenant.id}/conditional-access`,
    name: `Conditional Access of ${tenant.name}`,
    url: 'https://entra.microsoft.com/#view/Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies',
  }),
})
