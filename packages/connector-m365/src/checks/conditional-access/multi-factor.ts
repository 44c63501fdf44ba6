import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import { applicationIds, applications } from '../../resources/conditional-access/coverage/application-values.ts'
import { guestKinds } from '../../resources/conditional-access/coverage/principal-tokens.ts'
import { aboutEverybody, aboutMembers } from '../../resources/conditional-access/coverage/question.ts'
import { administratorRoles, highlyPrivilegedRoles, roleTokens } from './administrator-roles.ts'
import { coverageCheck } from './coverage-check.ts'
import { coverageParams } from './coverage-params.ts'
import { createPolicy, tryFirst } from './create-policy-steps.ts'

const administratorParams = coverageParams.extend({
  /** Template ids of the roles that count as administrators. */
  roles: z.array(z.string()).default(Object.keys(administratorRoles)),
})
const guests = guestKinds.map((kind) => `guest:${kind}`)
const requireMfa = 'under "Grant" choose "Require authentication strength: Multifactor authentication"'

/** Checks of who must answer to a second factor. */
export const multiFactorChecks: readonly Check[] = [
  coverageCheck({
    id: 'm365/mfa-required-for-all-users',
    // One stolen password is enough to read mail and files.
    severity: 'high',
    title: 'Sign-ins without multifactor authentication are possible',
    finding: 'Sign-ins without multifactor authentication are possible',
    risk: "A guessed, reused or phished password is enough to get at a person's mail, files and applications.",
    remediation: `${createPolicy}. Include "All users" and "All resources", ${requireMfa}. ${tryFirst} Whoever must be left out for good belongs in another policy, or in the parameter allowedExclusions.`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength',
    frameworks: { 'scuba-m365': ['MS.AAD.3.2'], 'cis-m365': ['5.2.2.2'] },
    securityDefaults: true,
    questions: () => [aboutEverybody('mfa')],
  }),
  coverageCheck({
    id: 'm365/phishing-resistant-mfa-for-all-users',
    severity: 'medium',
    title: 'Phishing-resistant multifactor authentication is not required',
    finding: 'Sign-ins with factors that can be phished are possible',
    risk: 'Codes and push messages are passed on by fake sign-in pages in real time: people who approve them let the attacker in.',
    remediation: `${createPolicy}. Include "All users" and "All resources", and under "Grant" choose "Require authentication strength: Phishing-resistant MFA". Give people passkeys, Windows Hello for Business or certificates first. ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths',
    frameworks: { 'scuba-m365': ['MS.AAD.3.1'] },
    questions: () => [aboutEverybody('phishing-resistant-mfa')],
  }),
  coverageCheck({
    id: 'm365/mfa-required-for-administrators',
    // Whoever gets one of these accounts has the tenant.
    severity: 'critical',
    title: 'Administrators can sign in without multifactor authentication',
    finding: 'Administrators can sign in without multifactor authentication',
    risk: 'The password of one administrator is enough to take over the tenant: to read everything, make accounts and lock others out.',
    remediation: `${createPolicy}. Include the directory roles of administrators and "All resources", ${requireMfa}. ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-old-require-mfa-admin',
    frameworks: { 'cis-m365': ['5.2.2.1'] },
    params: administratorParams,
    securityDefaults: true,
    questions: ({ roles }) => [aboutMembers(roleTokens(roles), 'mfa')],
  }),
  coverageCheck({
    id: 'm365/phishing-resistant-mfa-for-administrators',
    severity: 'high',
    title: 'Administrators can sign in with factors that can be phished',
    finding: 'Administrators can sign in with factors that can be phished',
    risk: 'Administrators are whom attackers phish for. A code or an approved push message on a fake page is enough for the tenant.',
    remediation: `${createPolicy}. Include the directory roles of administrators and "All resources", and under "Grant" choose "Require authentication strength: Phishing-resistant MFA". ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-admin-phish-resistant-mfa',
    frameworks: { 'scuba-m365': ['MS.AAD.3.6'], 'cis-m365': ['5.2.2.5'] },
    params: administratorParams,
    profiles: { scuba: { roles: [...highlyPrivilegedRoles] } },
    questions: ({ roles }) => [aboutMembers(roleTokens(roles), 'phishing-resistant-mfa')],
  }),
  coverageCheck({
    id: 'm365/mfa-required-for-guests',
    severity: 'medium',
    title: 'Guests can sign in without multifactor authentication',
    finding: 'Guests can sign in without multifactor authentication',
    risk: 'Guests open what is shared with them with accounts that others look after, and whose passwords may have leaked long ago.',
    remediation: `${createPolicy}. Include "Guest or external users" of all kinds and "All resources", ${requireMfa}. ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-guests-mfa-strength',
    questions: () => [aboutMembers(guests, 'mfa')],
  }),
  coverageCheck({
    id: 'm365/mfa-required-for-azure-management',
    severity: 'high',
    title: 'Azure can be managed without multifactor authentication',
    finding: 'Azure can be managed without multifactor authentication',
    risk: 'Whoever manages Azure can read databases, start machines at your cost, and delete what the business runs on.',
    remediation: `${createPolicy}. Include "All users" and the resource "Windows Azure Service Management API", ${requireMfa}. ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-old-require-mfa-azure-mgmt',
    securityDefaults: true,
    questions: () => [aboutEverybody('mfa', { applications: applications([applicationIds.azureManagement]) })],
  }),
  coverageCheck({
    id: 'm365/mfa-required-for-admin-portals',
    severity: 'high',
    title: 'Admin portals open without multifactor authentication',
    finding: "Microsoft's admin portals open to administrators without multifactor authentication",
    risk: 'The portals show and change everything that an administrator may: a password alone should never open them.',
    remediation: `${createPolicy}. Include the directory roles of administrators and the resource "Microsoft Admin Portals", ${requireMfa}. ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-old-require-mfa-admin-portals',
    params: administratorParams,
    securityDefaults: true,
    questions: ({ roles }) => [
      aboutMembers(roleTokens(roles), 'mfa', { applications: applications(['MicrosoftAdminPortals']) }),
    ],
  }),
  coverageCheck({
    id: 'm365/mfa-required-for-azure-devops',
    severity: 'medium',
    title: 'Azure DevOps opens without multifactor authentication',
    finding: 'Azure DevOps opens without multifactor authentication',
    risk: 'A password alone gives access to source code, pipelines and the credentials that they deploy with. Policies for Azure management do not reach Azure DevOps.',
    remediation: `${createPolicy}. Include "All users" and the resource "Azure DevOps", ${requireMfa}. ${tryFirst}`,
    see: 'https://learn.microsoft.com/azure/devops/organizations/accounts/conditional-access-policies',
    questions: () => [aboutEverybody('mfa', { applications: applications([applicationIds.azureDevOps]) })],
  }),
  coverageCheck({
    id: 'm365/mfa-or-managed-device-required',
    severity: 'high',
    title: 'A password alone opens applications from any device',
    finding: 'Sign-ins with neither a second factor nor a managed device are possible',
    risk: 'A stolen password works from any machine in the world.',
    remediation: `${createPolicy}. Include "All users" and "All resources", and under "Grant" choose "Require multifactor authentication", "Require device to be marked as compliant" and "Require Microsoft Entra hybrid joined device" with "Require one of the selected controls". ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-alt-all-users-compliant-hybrid-or-mfa',
    securityDefaults: true,
    questions: () => [aboutEverybody('mfa-or-managed-device')],
  }),
]
