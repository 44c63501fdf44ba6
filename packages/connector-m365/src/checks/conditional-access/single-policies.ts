import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { type ConditionalAccessPolicy, conditionalAccessPolicy } from '../../resources/conditional-access/policy.ts'

const dayMs = 86_400_000
const openPolicy =
  'In the Microsoft Entra admin center, open "Entra ID", "Conditional Access", "Policies", and select the policy'

const reportOnly: Check = defineCheck({
  id: 'm365/conditional-access-policy-enforced',
  version: 1,
  title: 'Conditional Access policy has only reported for a long time',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'The policy looks as if it protected, and enforces nothing.',
  remediation: `${openPolicy}. Look at its impact, and set "Enable policy" to "On", or delete it.`,
  see: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-report-only',
  on: conditionalAccessPolicy,
  params: z.object({
    /** Days that a policy may only report after it was last changed. */
    days: z.number().int().min(1).default(30),
  }),
  evaluate: ({ resource, params, now }) => {
    if (resource.state !== 'enabledForReportingButNotEnforced') return pass()
    const since = resource.modifiedAt ?? resource.createdAt
    if (since === undefined || Number.isNaN(Date.parse(since)))
      return notApplicable('Microsoft does not tell since when')
    const days = Math.floor((now.getTime() - Date.parse(since)) / dayMs)
    if (days <= params.days) return pass()
    return fail(`${resource.name} has only reported for ${days} days`, { evidence: { state: resource.state, since } })
  },
})

const targets: Check = defineCheck({
  id: 'm365/conditional-access-policy-has-targets',
  version: 1,
  title: 'Conditional Access policy applies to nobody or nothing',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'The policy looks as if it protected, and never applies.',
  remediation: `${openPolicy}. Choose users and target resources, or delete it.`,
  see: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-policies',
  on: conditionalAccessPolicy,
  evaluate: ({ resource }) => {
    if (resource.conditions.unknown.length > 0)
      return notApplicable('The policy has conditions that are not understood')
    const missing = [...(hasPeople(resource) ? [] : ['users']), ...(hasResources(resource) ? [] : ['target resources'])]
    if (missing.length === 0) return pass()
    return fail(`${resource.name} has no ${missing.join(' and no ')}`, { evidence: { missing, state: resource.state } })
  },
})

const separateRisks: Check = defineCheck({
  id: 'm365/conditional-access-policy-one-risk',
  version: 1,
  title: 'Conditional Access policy asks for user risk and sign-in risk at once',
  severity: 'high',
  category: 'misconfiguration',
  risk: 'The policy applies only where both risks are high together: a compromised user without a risky sign-in passes, and the other way round.',
  remediation: `${openPolicy}. Make one policy for "User risk" and one for "Sign-in risk".`,
  see: 'https://learn.microsoft.com/entra/id-protection/howto-identity-protection-configure-risk-policies',
  on: conditionalAccessPolicy,
  evaluate: ({ resource }) => {
    const { userRiskLevels, signInRiskLevels } = resource.conditions
    if (userRiskLevels.length === 0 && signInRiskLevels.length === 0)
      return notApplicable('The policy is not about risk')
    if (resource.state === 'disabled') return notApplicable('The policy is off')
    return userRiskLevels.length === 0 || signInRiskLevels.length === 0
      ? pass()
      : fail(`${resource.name} applies only where user and sign-in are risky at once`, {
          evidence: { userRiskLevels: [...userRiskLevels], signInRiskLevels: [...signInRiskLevels] },
        })
  },
})

const approvedApps: Check = defineCheck({
  id: 'm365/conditional-access-policy-approved-app-grant',
  version: 1,
  title: 'Conditional Access policy requires an approved client app, which Microsoft retires',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'The control is no longer developed and ends in 2026; what it protected is open then, or closed to everybody.',
  remediation: `${openPolicy}. Under "Grant" choose "Require app protection policy" in place of "Require approved client app".`,
  see: 'https://learn.microsoft.com/entra/identity/conditional-access/migrate-approved-client-app',
  on: conditionalAccessPolicy,
  evaluate: ({ resource }) => {
    const controls = resource.grant?.builtIn ?? []
    if (resource.state === 'disabled') return notApplicable('The policy is off')
    return controls.includes('approvedApplication') && !controls.includes('compliantApplication')
      ? fail(`${resource.name} requires an approved client app`, { evidence: { controls: [...controls] } })
      : pass()
  },
})

const singleOr: Check = defineCheck({
  id: 'm365/conditional-access-policy-mfa-not-optional',
  version: 1,
  title: 'Conditional Access policy leaves multifactor authentication to choice',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'People may accept terms of use in place of answering to a second factor, since one of the controls is enough.',
  remediation: `${openPolicy}. Under "Grant" choose "Require all the selected controls".`,
  see: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant',
  on: conditionalAccessPolicy,
  evaluate: ({ resource: { name, grant, state } }) => {
    const asksForMfa = grant !== undefined && (grant.builtIn.includes('mfa') || grant.strength !== undefined)
    if (!asksForMfa) return notApplicable('The policy does not ask for multifactor authentication')
    if (state === 'disabled') return notApplicable('The policy is off')
    const weak = grant.others.filter((control) => control.startsWith('termsOfUse:'))
    return grant.operator === 'OR' && weak.length > 0
      ? fail(`${name} accepts terms of use in place of multifactor authentication`, {
          evidence: { operator: grant.operator, controls: [...grant.builtIn, ...grant.others] },
        })
      : pass()
  },
})

function hasPeople({ conditions: { users, servicePrincipals } }: ConditionalAccessPolicy): boolean {
  if (servicePrincipals) return true
  const include = users?.include
  if (!include) return false
  return (
    include.users.some((id) => id !== 'None') ||
    include.groups.length > 0 ||
    include.roles.length > 0 ||
    include.guests !== undefined
  )
}

function hasResources({ conditions }: ConditionalAccessPolicy): boolean {
  return (
    conditions.applications.include.some((id) => id !== 'None') ||
    conditions.applicationFilter !== undefined ||
    conditions.userActions.length > 0 ||
    conditions.authenticationContexts.length > 0
  )
}

/** Checks of policies one by one. */
export const singlePolicyChecks: readonly Check[] = [reportOnly, targets, separateRisks, approvedApps, singleOr]
