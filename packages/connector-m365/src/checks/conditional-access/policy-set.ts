import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { conditionalAccess } from '../../resources/conditional-access/conditional-access.ts'
import type { EnforcedPolicy } from '../../resources/conditional-access/coverage/enforced-policy.ts'
import { createPolicy, tryFirst } from './create-policy-steps.ts'

/** A baseline exists at all. */
const baseline: Check = defineCheck({
  id: 'm365/security-defaults-or-conditional-access',
  version: 1,
  title: 'Neither security defaults nor Conditional Access protects sign-ins',
  severity: 'critical',
  category: 'misconfiguration',
  risk: 'A password is all that is asked for, of administrators too, and old protocols are open to guessing.',
  remediation: `Switch security defaults on: in the Microsoft Entra admin center, open "Entra ID", "Overview", "Properties", "Manage security defaults". With Microsoft Entra ID P1, make Conditional Access policies instead, beginning with Microsoft's templates.`,
  see: 'https://learn.microsoft.com/entra/fundamentals/security-defaults',
  profiles: { scuba: { expect: 'conditional-access' }, cis: { expect: 'conditional-access' } },
  on: conditionalAccess,
  params: z.object({
    /** Whether security defaults are enough. They cannot be adapted, and go off where policies are used. */
    expect: z.enum(['either', 'conditional-access']).default('either'),
  }),
  evaluate: ({ resource, params }) => {
    const evidence = {
      securityDefaults: resource.securityDefaults,
      policies: resource.enforced.length,
      policiesOnlyReporting: resource.reportOnly.length,
    }
    if (resource.enforced.length > 0) return pass()
    if (!resource.securityDefaults)
      return fail(`${resource.tenant.name} has security defaults off and no Conditional Access policy on`, { evidence })
    return params.expect === 'either'
      ? pass()
      : fail(`${resource.tenant.name} relies on security defaults`, { evidence, severity: 'low' })
  },
})

/** Some policy reaches every application. */
const everyApplication: Check = defineCheck({
  id: 'm365/conditional-access-covers-all-applications',
  version: 1,
  title: 'No Conditional Access policy is for all applications and all users',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'Applications that are added later, and those that nobody thought of, are open to a password.',
  remediation: `${createPolicy}. Include "All users" and "All resources", and choose what to require under "Grant". ${tryFirst}`,
  see: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps',
  on: conditionalAccess,
  evaluate: ({ resource }) => {
    if (resource.securityDefaults) return notApplicable('Security defaults are for all applications')
    return resource.enforced.some((policy) => isForEverybody(policy) && policy.scope.applications.allBut)
      ? pass()
      : fail(`No Conditional Access policy of ${resource.tenant.name} is for all applications and all users`, {
          evidence: { policies: resource.enforced.length },
        })
  },
})

/** Somebody gets in when everything else fails. */
const emergencyAccess: Check = defineCheck({
  id: 'm365/emergency-access-excluded',
  version: 1,
  title: 'No emergency account is left out of all Conditional Access policies',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'A wrong policy, or a second factor that is down, locks everybody out of the tenant, and nobody is left to put it right.',
  remediation:
    'Keep two cloud-only accounts with long passwords or passkeys for emergencies, put them in a group, and exclude it from every Conditional Access policy that is for all users. Watch their sign-ins.',
  see: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
  frameworks: { 'cis-m365': ['1.1.2'] },
  on: conditionalAccess,
  evaluate: ({ resource }) => {
    const wide = resource.enforced.filter(isForEverybody)
    const [first, ...others] = wide
    if (!first) return notApplicable('No policy is for all users')
    const common = accountsExcluded(first).filter((token) =>
      others.every((policy) => accountsExcluded(policy).includes(token)),
    )
    return common.length > 0
      ? pass()
      : fail(
          `No account or group is left out of all ${wide.length} policies of ${resource.tenant.name} for all users`,
          {
            evidence: {
              withoutExclusions: wide.filter((policy) => accountsExcluded(policy).length === 0).map(({ name }) => name),
              policies: wide.map(({ name }) => name),
            },
          },
        )
  },
})

const trustedLocations: Check = defineCheck({
  id: 'm365/trusted-locations-defined',
  version: 1,
  title: 'No trusted locations are defined',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Microsoft cannot tell the office from elsewhere: risk is estimated worse, and policies cannot be stricter outside.',
  remediation:
    'In the Microsoft Entra admin center, open "Entra ID", "Conditional Access", "Named locations", add the public addresses of your offices under "IP ranges location", and tick "Mark as trusted location".',
  see: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-assignment-network',
  frameworks: { 'cis-m365': ['5.2.2.14'] },
  on: conditionalAccess,
  evaluate: ({ resource }) =>
    resource.locations.some(({ trusted }) => trusted)
      ? pass()
      : fail(`${resource.tenant.name} has no trusted location`, { evidence: { locations: resource.locations.length } }),
})

const restrictedLocations: Check = defineCheck({
  id: 'm365/sign-in-locations-restricted',
  version: 1,
  title: 'Sign-ins are possible from everywhere',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Attempts from countries in which nobody works are let through to guess passwords.',
  remediation: `${createPolicy}. Include "All users" and "All resources"; under "Network" include "Any network or location" and exclude the named locations that you work from, and under "Grant" choose "Block access". ${tryFirst}`,
  see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-by-location',
  frameworks: { 'cis-m365': ['5.2.2.15'] },
  on: conditionalAccess,
  evaluate: ({ resource }) =>
    resource.enforced.some(
      (policy) =>
        isForEverybody(policy) &&
        policy.controls.grant?.builtIn.includes('block') &&
        (policy.scope.locations.include !== 'everybody' || policy.scope.locations.exclude.length > 0),
    )
      ? pass()
      : fail(`No policy of ${resource.tenant.name} blocks sign-ins by location`, {
          evidence: { policies: resource.enforced.length, locations: resource.locations.length },
        }),
})

function isForEverybody({ scope, controls }: EnforcedPolicy): boolean {
  return scope.subject === 'users' && scope.principals.include === 'everybody' && controls.grant !== undefined
}

function accountsExcluded({ scope }: EnforcedPolicy): readonly string[] {
  return scope.principals.exclude.filter((token) => token.startsWith('user:') || token.startsWith('group:'))
}

/** Checks of the policies as a set. */
export const policySetChecks: readonly Check[] = [
  baseline,
  everyApplication,
  emergencyAccess,
  trustedLocations,
  restrictedLocations,
]
