import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import { defineSettingCheck, switchIs } from './define-setting-check.ts'
import type { SettingValue } from './setting-value.ts'

const twoStep = 'In the Admin console, open Security, Authentication, 2-step verification, choose the unit or group'
const recovery = 'In the Admin console, open Security, Authentication, Account recovery'
const enrolment = 'security.two_step_verification_enrollment'
const day = 86_400

/** What is wrong where users may not even enrol. */
function withoutEnrolment(value: SettingValue): string | undefined {
  return value.related(enrolment).on('allowEnrollment') ? undefined : 'Users may not turn on 2-Step Verification'
}

/** Checks of how users sign in. */
export const signInChecks: readonly Check[] = [
  defineSettingCheck({
    id: 'google/two-step-verification-enforced',
    setting: 'security.two_step_verification_enforcement',
    severity: 'high',
    title: '2-Step Verification is not enforced',
    finding: '2-Step Verification is not enforced',
    risk: 'A password that was phished, guessed or used elsewhere is enough to read mail and files, and to reset passwords of other services.',
    remediation: `${twoStep}, tick "Allow users to turn on 2-Step Verification", and under "Enforcement" choose "On". Give people notice first: whoever has not enrolled by then is locked out.`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.1.2'], 'cis-gws': ['4.1.1.1', '4.1.1.3'] },
    compliant(value, { now }) {
      const problem = withoutEnrolment(value)
      if (problem) return problem
      const from = value.moment('enforcedFrom')
      if (!from) return false
      return from <= now || `2-Step Verification is enforced only from ${from.toISOString().slice(0, 10)}`
    },
  }),
  defineSettingCheck({
    id: 'google/phishing-resistant-factor-required',
    setting: 'security.two_step_verification_enforcement_factor',
    severity: 'medium',
    title: 'A second step that can be phished is allowed',
    finding: 'Second steps other than passkeys and security keys are allowed',
    risk: 'Codes and prompts are entered on or approved for false sign-in pages every day. Passkeys and security keys work on the real page only.',
    remediation: `${twoStep}, and under "Methods" choose "Only security key" without security codes. Start with administrators.`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.1.1'], 'cis-gws': ['4.1.1.2'] },
    compliant: (value) =>
      withoutEnrolment(value) ??
      value.isOneOf('allowedSignInFactorSet', {
        right: ['PASSKEY_ONLY'],
        wrong: ['ALL', 'NO_TELEPHONY', 'PASSKEY_PLUS_SECURITY_CODE', 'PASSKEY_PLUS_IP_BOUND_SECURITY_CODE'],
      }),
  }),
  defineSettingCheck({
    id: 'google/telephone-factor-not-allowed',
    setting: 'security.two_step_verification_enforcement_factor',
    severity: 'medium',
    title: 'Codes by text message or call are allowed as second step',
    finding: 'Codes by text message or call are allowed as second step',
    risk: 'Numbers are taken over by talking to a phone company, and messages are read on the way; the code then signs in the wrong person.',
    remediation: `${twoStep}, and under "Methods" choose "Any except verification codes via text, phone call" or something stricter.`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.1.3'] },
    compliant: (value) =>
      withoutEnrolment(value) ??
      value.isOneOf('allowedSignInFactorSet', {
        right: ['NO_TELEPHONY', 'PASSKEY_ONLY', 'PASSKEY_PLUS_SECURITY_CODE', 'PASSKEY_PLUS_IP_BOUND_SECURITY_CODE'],
        wrong: ['ALL'],
      }),
  }),
  defineSettingCheck({
    id: 'google/two-step-enrolment-period-short',
    setting: 'security.two_step_verification_grace_period',
    severity: 'low',
    title: 'New users have no or too much time to set 2-Step Verification up',
    finding: 'The enrolment period of new users is not what it should be',
    risk: 'Without a period, new users are locked out on their first day and get exceptions; with a long one, their accounts are open to a mere password for as long.',
    remediation: `${twoStep}, and set "New user enrollment period" to between one day and one week.`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.1.4'] },
    params: z.object({ minDays: z.number().min(0).default(1), maxDays: z.number().min(0).default(7) }),
    compliant(value, { params: { minDays, maxDays } }) {
      const days = value.seconds('enrollmentGracePeriod') / day
      if (days < minDays)
        return days === 0 ? 'New users have no enrolment period' : `New users have ${days} days to enrol`
      return days <= maxDays || `New users may sign in without 2-Step Verification for ${days} days`
    },
  }),
  defineSettingCheck({
    id: 'google/trusted-devices-not-allowed',
    setting: 'security.two_step_verification_device_trust',
    severity: 'low',
    title: 'Users may skip 2-Step Verification on trusted devices',
    finding: 'Users may trust a device and skip 2-Step Verification on it',
    risk: 'On a device that was trusted once, a password is enough from then on: on a shared or stolen one as well.',
    remediation: `${twoStep}, and under "Frequency" untick "Allow user to trust the device".`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.1.5'] },
    compliant: switchIs('allowTrustingDevice', false),
  }),
  defineSettingCheck({
    id: 'google/advanced-protection-available',
    setting: 'security.advanced_protection_program',
    severity: 'low',
    title: 'Users may not enrol in the Advanced Protection Program',
    finding: 'Users may not enrol in the Advanced Protection Program',
    risk: "People who are attacked in person - executives, administrators, journalists - cannot use Google's strongest protection.",
    remediation:
      'In the Admin console, open Security, Authentication, Advanced Protection Program, and under "Allow users to enroll" choose "Enable user enrollment". Then enrol administrators and others at risk.',
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.9.1', 'GWS.COMMONCONTROLS.9.2'], 'cis-gws': ['4.1.3.1'] },
    compliant: switchIs('enableAdvancedProtectionSelfEnrollment', true),
  }),
  defineSettingCheck({
    id: 'google/employee-id-login-challenge',
    setting: 'security.login_challenges',
    severity: 'low',
    title: 'The employee ID login challenge is not as the baseline has it',
    finding: 'The employee ID login challenge is not as it should be',
    risk: 'Employee IDs stand on badges and in spreadsheets: who knows one answers the question that is meant to stop a stranger. Where they are kept secret, the challenge stops attackers who have nothing but a password.',
    remediation:
      'In the Admin console, open Security, Authentication, Login challenges, and set "Use employee ID to keep my users more secure" as intended.',
    frameworks: { 'cis-gws': ['4.1.4.1'] },
    params: z.object({ enabled: z.boolean().default(false) }),
    profiles: { cis: { enabled: false } },
    compliant: (value, { params }) =>
      value.on('enableEmployeeIdChallenge') === params.enabled ||
      `The employee ID login challenge is ${params.enabled ? 'off' : 'on'}`,
  }),
  defineSettingCheck({
    id: 'google/web-session-length',
    setting: 'security.session_controls',
    severity: 'medium',
    title: 'Web sessions last too long',
    finding: 'Web sessions last too long',
    risk: 'A cookie that was stolen, or a browser that was left signed in, opens the account until the session ends.',
    remediation:
      'In the Admin console, open Security, Access and data control, Google session control, and set "Web session duration" to 12 hours or less.',
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.4.1'], 'cis-gws': ['4.2.4.1'] },
    params: z.object({ maxHours: z.number().positive().default(12) }),
    compliant(value, { params }) {
      const hours = value.seconds('webSessionDuration') / 3_600
      // The longest session that can be chosen stands for "never expires".
      if (hours >= 2 * 365 * 24) return 'Web sessions never expire'
      return hours <= params.maxHours || `Web sessions last ${Math.round(hours)} hours`
    },
  }),
  defineSettingCheck({
    id: 'google/super-admin-recovery-disabled',
    setting: 'security.super_admin_account_recovery',
    severity: 'high',
    title: 'Super administrators may recover their accounts themselves',
    finding: 'Super administrators may recover their accounts themselves',
    risk: 'Whoever gets into the recovery phone or mailbox of one super administrator takes over the whole account.',
    remediation: `${recovery}, and under "Super admin account recovery" untick "Allow super admins to recover their account". Keep a second super administrator who can reset the first.`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.8.1'], 'cis-gws': ['4.1.2.1'] },
    compliant: switchIs('enableAccountRecovery', false),
  }),
  defineSettingCheck({
    id: 'google/user-recovery-as-intended',
    setting: 'security.user_account_recovery',
    severity: 'low',
    title: 'Whether users may recover their accounts themselves is not as the baseline has it',
    finding: 'Self-recovery of users is not as it should be',
    risk: 'With self-recovery, a private mailbox or phone opens the account. Without it, people who forget a password wait for the help desk, and the help desk gets used to resetting.',
    remediation: `${recovery}, and under "User account recovery" set "Allow users and non-super admins to recover their account" as intended.`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.8.2'], 'cis-gws': ['4.1.2.2'] },
    // The two baselines ask for opposite things.
    params: z.object({ allowed: z.boolean().default(false) }),
    profiles: { scuba: { allowed: false }, cis: { allowed: true } },
    compliant: (value, { params }) =>
      value.on('enableAccountRecovery') === params.allowed ||
      (params.allowed
        ? 'Users may not recover their accounts themselves'
        : 'Users may recover their accounts themselves'),
  }),
  defineSettingCheck({
    id: 'google/less-secure-apps-blocked',
    setting: 'security.less_secure_apps',
    severity: 'high',
    title: 'Apps may sign in with a mere password',
    finding: 'Users may let less secure apps sign in with a mere password',
    risk: 'Such apps pass by 2-Step Verification, and passwords are tried on them by the million.',
    remediation:
      'In the Admin console, open Security, Access and data control, Less secure apps, and choose "Disable access to less secure apps (Recommended)".',
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.10.5'], 'cis-gws': ['4.2.6.1'] },
    compliant: switchIs('allowLessSecureApps', false),
  }),
]
