import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { missingPrincipals } from '../../resources/conditional-access/missing-principals.ts'
import { conditionalAccessPolicy } from '../../resources/conditional-access/policy.ts'

/** A policy names users and groups that exist. */
export const policyReferences: Check = defineCheck({
  id: 'm365/conditional-access-policy-references',
  version: 1,
  title: 'Conditional Access policy names users or groups that are gone',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'A policy for a group that was deleted protects nobody, and an exclusion that means nobody hides the ones that mean somebody.',
  remediation:
    'In the Microsoft Entra admin center, open "Entra ID", "Conditional Access", "Policies", select the policy, and under "Users, agents or workload identities" take out what is shown without a name.',
  see: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups',
  on: conditionalAccessPolicy,
  with: { missing: missingPrincipals },
  evaluate: ({ resource: { name, state, conditions }, missing }) => {
    if (state === 'disabled') return notApplicable('The policy is off')
    if (missing.length === 0) return pass()
    const { users = [], groups = [] } = conditions.users?.include ?? {}
    const included = missing.filter((id) => users.includes(id) || groups.includes(id))
    return fail(`${name} names ${missing.length} users or groups that are gone`, {
      evidence: { missing: missing.slice(0, 20), missingTotal: missing.length, included: included.length },
      // What the policy was to protect is no longer protected.
      ...(included.length > 0 && { severity: 'medium' }),
    })
  },
})
