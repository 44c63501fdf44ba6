import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import { applicationIds, applications } from '../../resources/conditional-access/coverage/application-values.ts'
import { aboutEverybody, aboutMembers } from '../../resources/conditional-access/coverage/question.ts'
import { only } from '../../resources/conditional-access/coverage/value-set.ts'
import { administratorRoles, roleTokens } from './administrator-roles.ts'
import { coverageCheck } from './coverage-check.ts'
import { coverageParams } from './coverage-params.ts'
import { createPolicy, tryFirst } from './create-policy-steps.ts'
import { unmanagedDevices } from './unmanaged-devices.ts'

const roles = z.array(z.string()).default(Object.keys(administratorRoles))
const administratorParams = coverageParams.extend({
  /** Template ids of the roles that count as administrators. */
  roles,
})
const administratorFrequencyParams = administratorParams.extend({
  /** Hours after which administrators must sign in again. */
  hours: z.number().min(0).default(4),
})
const unmanagedFrequencyParams = coverageParams.extend({
  /** Hours after which people on unmanaged devices must sign in again. */
  hours: z.number().min(0).default(24),
})
const sessionPage = 'https://learn.microsoft.com/entra/identity/conditional-access/concept-session-lifetime'

/** Checks of how long a sign-in is good for, and what for. */
export const sessionChecks: readonly Check[] = [
  coverageCheck({
    id: 'm365/administrator-sign-in-frequency',
    severity: 'medium',
    title: 'Sessions of administrators last too long',
    finding: 'Sessions of administrators last too long',
    risk: 'A stolen session cookie or an unlocked computer gives an attacker an administrator for days.',
    remediation: `${createPolicy}. Include the directory roles of administrators and "All resources", and under "Session" choose "Sign-in frequency" with a few hours. ${tryFirst}`,
    see: sessionPage,
    frameworks: { 'cis-m365': ['5.2.2.4'] },
    params: administratorFrequencyParams,
    questions: ({ roles, hours }) => [aboutMembers(roleTokens(roles), { signInFrequencyHours: hours })],
  }),
  coverageCheck({
    id: 'm365/administrator-browser-sessions-not-kept',
    severity: 'medium',
    title: 'Browsers keep administrators signed in',
    finding: 'Browsers keep administrators signed in after they are closed',
    risk: 'Whoever opens the browser next, or copies its profile, is an administrator.',
    remediation: `${createPolicy}. Include the directory roles of administrators and "All resources", and under "Session" choose "Persistent browser session", "Never persistent". ${tryFirst}`,
    see: sessionPage,
    frameworks: { 'cis-m365': ['5.2.2.4'] },
    params: administratorParams,
    questions: ({ roles }) => [
      aboutMembers(roleTokens(roles), 'non-persistent-browser', { clientApps: only(['browser']) }),
    ],
  }),
  coverageCheck({
    id: 'm365/unmanaged-device-sign-in-frequency',
    severity: 'low',
    title: 'Sessions on unmanaged devices last too long',
    finding: 'Sessions on unmanaged devices last too long',
    risk: 'A shared or private computer stays signed in for weeks.',
    remediation: `${createPolicy}. Include "All users" and "All resources"; under "Conditions", "Filter for devices", include device.trustType -ne "ServerAD" -or device.isCompliant -ne True; under "Session" choose "Sign-in frequency" with at most a day. ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-persistent-browser',
    frameworks: { 'cis-m365': ['5.2.2.13'] },
    params: unmanagedFrequencyParams,
    questions: ({ hours }, tenant) => [
      aboutEverybody(['managed-device', { signInFrequencyHours: hours }], { devices: unmanagedDevices(tenant) }),
    ],
  }),
  coverageCheck({
    id: 'm365/unmanaged-device-sessions-not-kept',
    severity: 'low',
    title: 'Browsers on unmanaged devices keep people signed in',
    finding: 'Browsers on unmanaged devices keep people signed in',
    risk: 'On a shared computer the next person opens the mail of the one before.',
    remediation: `${createPolicy}. Include "All users" and "All resources"; under "Conditions", "Filter for devices", include device.trustType -ne "ServerAD" -or device.isCompliant -ne True; under "Session" choose "Persistent browser session", "Never persistent". ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-persistent-browser',
    questions: (_, tenant) => [
      aboutEverybody(['managed-device', 'non-persistent-browser'], {
        devices: unmanagedDevices(tenant),
        clientApps: only(['browser']),
      }),
    ],
  }),
  coverageCheck({
    id: 'm365/application-enforced-restrictions',
    severity: 'medium',
    title: 'Files can be downloaded to unmanaged devices',
    finding: 'Exchange and SharePoint do not restrict browsers on unmanaged devices',
    risk: 'Whoever opens mail or files in a browser on a private computer leaves copies there.',
    remediation: `${createPolicy}. Include "All users" and "Office 365", and under "Session" choose "Use app enforced restrictions". Set the restrictions themselves in the SharePoint admin center under "Access control", "Unmanaged devices". ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-app-enforced-restrictions',
    frameworks: { 'cis-m365': ['1.3.2'] },
    questions: (_, tenant) => [
      aboutEverybody(['application-enforced-restrictions', 'managed-device'], {
        applications: applications([applicationIds.exchangeOnline, applicationIds.sharePointOnline]),
        clientApps: only(['browser']),
        devices: unmanagedDevices(tenant),
      }),
    ],
  }),
  coverageCheck({
    id: 'm365/token-protection-required',
    severity: 'low',
    title: 'Stolen sessions work on other devices',
    finding: 'Stolen sign-in tokens of Exchange and SharePoint work on other devices',
    risk: 'Malware copies the token of a signed-in app, and the attacker goes on from another machine without password or second factor.',
    remediation: `${createPolicy}. Include the resources "Office 365 Exchange Online" and "Office 365 SharePoint Online"; under "Conditions" choose the platform "Windows" and the client apps "Mobile apps and desktop clients"; under "Session" choose "Require token protection for sign-in sessions". ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-token-protection',
    frameworks: { 'cis-m365': ['5.2.2.16'] },
    questions: () => [
      aboutEverybody('token-protection', {
        applications: applications([applicationIds.exchangeOnline, applicationIds.sharePointOnline]),
        platforms: only(['windows']),
        clientApps: only(['mobileAppsAndDesktopClients']),
      }),
    ],
  }),
  coverageCheck({
    id: 'm365/intune-enrollment-sign-in',
    severity: 'medium',
    title: 'Devices are enrolled without a fresh sign-in',
    finding: 'Devices are enrolled in Intune without a fresh sign-in',
    risk: 'Somebody with a stolen session enrols their own device, which then counts as managed.',
    remediation: `${createPolicy}. Include "All users" and the resource "Microsoft Intune Enrollment"; under "Grant" choose "Require authentication strength: Multifactor authentication", and under "Session" choose "Sign-in frequency", "Every time". ${tryFirst}`,
    see: 'https://learn.microsoft.com/intune/intune-service/enrollment/multi-factor-authentication',
    frameworks: { 'cis-m365': ['5.2.2.11'] },
    questions: () => [
      aboutEverybody({ signInFrequencyHours: 0 }, { applications: applications([applicationIds.intuneEnrollment]) }),
    ],
  }),
]
