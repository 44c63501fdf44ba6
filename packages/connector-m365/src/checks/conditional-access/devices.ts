import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import { applications, userActions } from '../../resources/conditional-access/coverage/application-values.ts'
import { aboutEverybody } from '../../resources/conditional-access/coverage/question.ts'
import { allBut, only } from '../../resources/conditional-access/coverage/value-set.ts'
import { coverageCheck } from './coverage-check.ts'
import { coverageParams } from './coverage-params.ts'
import { createPolicy, tryFirst } from './create-policy-steps.ts'

const registrationParams = coverageParams.extend({
  /** What counts as protection; any of them. */
  accept: z
    .array(z.enum(['mfa', 'managed-device']))
    .min(1)
    .default(['mfa', 'managed-device']),
  /** Leave trusted locations alone: people must be able to register their first method somewhere. */
  exemptTrustedLocations: z.boolean().default(true),
})
const knownPlatforms: readonly string[] = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux']

/** Checks of what devices must be. */
export const deviceChecks: readonly Check[] = [
  coverageCheck({
    id: 'm365/managed-device-required',
    severity: 'medium',
    title: 'Sign-ins from unmanaged devices are possible',
    finding: 'Sign-ins from unmanaged devices are possible',
    risk: 'Data ends up on devices that nobody patches, encrypts or can wipe; stolen credentials work from any machine.',
    remediation: `${createPolicy}. Include "All users" and "All resources", and under "Grant" choose "Require device to be marked as compliant" and "Require Microsoft Entra hybrid joined device" with "Require one of the selected controls". ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-compliance',
    frameworks: { 'scuba-m365': ['MS.AAD.3.7'], 'cis-m365': ['5.2.2.9'] },
    questions: () => [aboutEverybody('managed-device')],
  }),
  coverageCheck({
    id: 'm365/security-info-registration-protected',
    severity: 'high',
    title: 'A password is enough to register a second factor',
    finding: 'A password is enough to register a second factor',
    risk: 'Whoever gets hold of the password of an account without a second factor registers their own, and passes every later check.',
    remediation: `${createPolicy}. Include "All users"; under "Target resources" choose "User actions", "Register security information"; under "Grant" choose a multifactor authentication strength or a managed device. Give newcomers a Temporary Access Pass. ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration',
    frameworks: { 'scuba-m365': ['MS.AAD.3.8'], 'cis-m365': ['5.2.2.10'] },
    params: registrationParams,
    profiles: {
      scuba: { accept: ['managed-device'], exemptTrustedLocations: false },
      cis: { accept: ['managed-device'], exemptTrustedLocations: false },
    },
    questions: ({ accept, exemptTrustedLocations }) => [
      aboutEverybody(accept.length === 2 ? 'mfa-or-managed-device' : accept, {
        applications: only([userActions.registerSecurityInfo]),
        locations: { in: [], notIn: exemptTrustedLocations ? ['location:AllTrusted'] : [] },
      }),
    ],
  }),
  coverageCheck({
    id: 'm365/unknown-platforms-blocked',
    severity: 'low',
    title: 'Devices of unknown platforms get in',
    finding: 'Devices of unknown platforms get in',
    risk: 'Policies for Windows or iOS are passed by a client that says it is something else.',
    remediation: `${createPolicy}. Include "All users" and "All resources"; under "Conditions", "Device platforms", include "Any device" and exclude all platforms that you support; under "Grant" choose "Block access". ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-unknown-unsupported',
    questions: () => [aboutEverybody(['block', 'managed-device'], { platforms: allBut(knownPlatforms) })],
  }),
  coverageCheck({
    id: 'm365/mobile-apps-protected',
    severity: 'medium',
    title: 'Mobile apps hold company data without protection',
    finding: 'Mobile apps get at Office 365 without an app protection policy',
    risk: 'Mail and files are copied into private apps and backups of phones that nobody manages.',
    remediation: `${createPolicy}. Include "All users" and "Office 365"; under "Conditions", "Device platforms", choose "Android" and "iOS"; under "Grant" choose "Require app protection policy". ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-approved-app-or-app-protection',
    questions: () => [
      aboutEverybody(['app-protection', 'managed-device'], {
        applications: applications(['Office365']),
        platforms: only(['android', 'iOS']),
        clientApps: only(['mobileAppsAndDesktopClients']),
      }),
    ],
  }),
]
