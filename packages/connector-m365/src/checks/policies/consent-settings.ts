import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { type AdminConsentPolicy, adminConsentPolicy } from '../../resources/policy/admin-consent-policy.ts'
import { type AuthorizationPolicy, authorizationPolicy } from '../../resources/policy/authorization-policy.ts'
import { type DirectorySettings, directorySettings, settingOf } from '../../resources/policy/directory-settings.ts'
import { type GrantCondition, permissionGrantPolicy } from '../../resources/policy/permission-grant-policy.ts'
import { settingCheck } from './setting-check.ts'

const consent = 'In the Microsoft Entra admin center, open "Entra ID", "Enterprise apps", "Consent and permissions"'
const forSelf = 'ManagePermissionGrantsForSelf.'
const forOwned = 'ManagePermissionGrantsForOwnedResource.'

const userConsent = settingCheck<AuthorizationPolicy, string[], { readonly allow: string }>({
  id: 'm365/user-consent-restricted',
  severity: 'high',
  title: 'Users may give applications access to company data',
  risk: 'Consent phishing needs no password: one click allows an application to read mail and files, and a new password does not end it.',
  remediation: `${consent}, "User consent settings", and choose "Do not allow user consent". Switch the admin consent workflow on, so that people can ask.`,
  see: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent',
  frameworks: { 'scuba-m365': ['MS.AAD.5.2'], 'cis-m365': ['5.1.5.1'] },
  profiles: { scuba: { allow: 'nothing' }, cis: { allow: 'nothing' } },
  on: authorizationPolicy,
  params: z.object({
    /** What users may consent to by themselves: nothing, or what a policy calls low risk. Policies of your own are judged apart. */
    allow: z.enum(['nothing', 'low-risk']).default('low-risk'),
  }),
  setting: 'permissionGrantPoliciesAssigned',
  read: ({ consentPolicies }) => consentPolicies?.filter((policy) => policy.startsWith(forSelf)),
  accept: (policies, { allow }) =>
    policies.length === 0 ||
    (allow === 'low-risk' && !policies.some((policy) => policy.endsWith('.microsoft-user-default-legacy'))),
  finding: 'Users may give applications access to company data',
})

const ownerConsent = settingCheck<AuthorizationPolicy, string[]>({
  id: 'm365/group-owner-consent-off',
  severity: 'medium',
  title: 'Owners of groups may give applications access to their data',
  risk: "An owner of a team allows an application to read everything in it, without anybody else's consent.",
  remediation:
    'In the Teams admin center, open "Teams apps", "Manage apps", "Org-wide app settings", and do not let owners consent; take policies that begin with "ManagePermissionGrantsForOwnedResource" off the authorization policy through Microsoft Graph.',
  see: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent-groups',
  on: authorizationPolicy,
  setting: 'permissionGrantPoliciesAssigned',
  read: ({ consentPolicies }) => consentPolicies?.filter((policy) => policy.startsWith(forOwned)),
  accept: (policies) => policies.length === 0,
  finding: 'Owners of groups may give applications access to their data',
})

const groupSpecificConsent = settingCheck<DirectorySettings, string>({
  id: 'm365/group-specific-consent-off',
  severity: 'low',
  title: 'Group-specific consent is on',
  risk: 'Owners of groups allow applications to read what the group holds.',
  remediation:
    'Set EnableGroupSpecificConsent of the directory setting "Consent Policy Settings" to false through Microsoft Graph.',
  see: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent-groups',
  on: directorySettings,
  setting: 'EnableGroupSpecificConsent',
  read: (settings) => settingOf(settings, 'consent', 'EnableGroupSpecificConsent', 'false'),
  accept: (value) => value.toLowerCase() !== 'true',
  finding: 'Group-specific consent is on',
})

const workflow = settingCheck<AdminConsentPolicy, boolean>({
  id: 'm365/admin-consent-workflow-on',
  severity: 'medium',
  title: 'People cannot ask administrators to allow an application',
  risk: 'Where people cannot ask they press for consent to be opened for everybody, or use applications with private accounts.',
  remediation: `${consent}, "Admin consent settings", and set "Users can request admin consent to apps they are unable to consent to" to "Yes".`,
  see: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-admin-consent-workflow',
  frameworks: { 'scuba-m365': ['MS.AAD.5.3'], 'cis-m365': ['5.1.5.2'] },
  on: adminConsentPolicy,
  setting: 'isEnabled',
  read: ({ enabled }) => enabled,
  accept: (enabled) => enabled,
  finding: 'People cannot ask administrators to allow an application',
})

const off = 'People cannot ask administrators to allow an application'

const reviewers = settingCheck<AdminConsentPolicy, number>({
  id: 'm365/admin-consent-reviewers',
  severity: 'medium',
  title: 'Nobody is there to answer requests for consent',
  risk: 'Requests lapse unread.',
  remediation: `${consent}, "Admin consent settings", and add reviewers under "Who can review admin consent requests".`,
  see: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-admin-consent-workflow',
  on: adminConsentPolicy,
  setting: 'reviewers',
  read: ({ reviewers: count }) => count,
  accept: (count) => count > 0,
  irrelevant: ({ enabled }) => (enabled ? undefined : off),
  finding: 'Nobody is there to answer requests for consent',
})

const notified = settingCheck<AdminConsentPolicy, boolean>({
  id: 'm365/admin-consent-reviewers-notified',
  severity: 'low',
  title: 'Reviewers are not told of requests for consent',
  risk: 'Requests lie until somebody happens to look.',
  remediation: `${consent}, "Admin consent settings", and set "Selected users will receive email notifications for requests" to "Yes".`,
  see: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-admin-consent-workflow',
  on: adminConsentPolicy,
  setting: 'notifyReviewers',
  read: ({ notifyReviewers }) => notifyReviewers,
  accept: (value) => value,
  irrelevant: ({ enabled }) => (enabled ? undefined : off),
  finding: 'Reviewers are not told of requests for consent',
})

const duration = settingCheck<AdminConsentPolicy, number, { readonly days: number }>({
  id: 'm365/admin-consent-request-duration',
  severity: 'low',
  title: 'Requests for consent stay open for long',
  risk: 'A request is granted long after anybody remembers what it was for.',
  remediation: `${consent}, "Admin consent settings", and lower "Consent request expires after (days)".`,
  see: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-admin-consent-workflow',
  on: adminConsentPolicy,
  params: z.object({
    /** Days after which a request should lapse. */
    days: z.number().int().min(1).default(30),
  }),
  setting: 'requestDurationInDays',
  read: ({ requestDurationDays }) => requestDurationDays,
  accept: (value, { days }) => value <= days,
  irrelevant: ({ enabled }) => (enabled ? undefined : off),
  finding: (value) => `Requests for consent stay open for ${value} days`,
})

const customPolicies: Check = defineCheck({
  id: 'm365/custom-consent-policies-narrow',
  version: 1,
  title: 'Consent policy of your own allows everything',
  severity: 'medium',
  category: 'third-party-access',
  risk: 'Whoever has the policy may allow applications of unknown publishers to have any permission.',
  remediation:
    'Limit the policy through Microsoft Graph: to verified publishers, to named applications, or to permissions that you classified as low.',
  see: 'https://learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies',
  on: permissionGrantPolicy,
  evaluate: ({ resource }) => {
    if (resource.id.startsWith('microsoft-')) return notApplicable("The policy is one of Microsoft's own")
    const wide = resource.includes.filter(isWide)
    return wide.length === 0
      ? pass()
      : fail(`${resource.name} allows applications of any publisher to have any permission`, {
          evidence: {
            rules: wide.map(({ permissionType, classification }) => ({
              permissionType: permissionType ?? null,
              classification: classification ?? null,
            })),
          },
        })
  },
})

function isWide(rule: GrantCondition): boolean {
  const classified = rule.classification !== undefined && rule.classification !== 'all'
  const listed = rule.permissions.length > 0 && !rule.permissions.includes('all')
  return !classified && !listed && !rule.verifiedPublishersOnly && !rule.limitedToClients
}

/** Checks of who may let applications in. */
export const consentSettingChecks: readonly Check[] = [
  userConsent,
  ownerConsent,
  groupSpecificConsent,
  workflow,
  reviewers,
  notified,
  duration,
  customPolicies,
]
