import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import { choiceIs, defineSettingCheck, switchIs } from './define-setting-check.ts'

const day = 86_400
const passwords = 'In the Admin console, open Security, Authentication, Password management'

/** Checks of the password policy. */
export const passwordChecks: readonly Check[] = [
  defineSettingCheck({
    id: 'google/password-strength-enforced',
    setting: 'security.password',
    severity: 'medium',
    title: 'Weak passwords are accepted',
    finding: 'Weak passwords are accepted',
    risk: 'Common and simple passwords are the first that attackers try, for all accounts at once.',
    remediation: `${passwords}, and tick "Enforce strong password".`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.5.1'], 'cis-gws': ['4.1.5.1'] },
    compliant: choiceIs('allowedStrength', ['STRONG'], ['WEAK']),
  }),
  defineSettingCheck({
    id: 'google/password-length',
    setting: 'security.password',
    severity: 'medium',
    title: 'Passwords may be short',
    finding: 'Passwords may be short',
    risk: 'Short passwords are guessed, and found out from leaked hashes within hours.',
    remediation: `${passwords}, and set the minimum length to 12 characters or more.`,
    frameworks: {
      'scuba-gws': ['GWS.COMMONCONTROLS.5.2', 'GWS.COMMONCONTROLS.5.3'],
      'cis-gws': ['4.1.5.1'],
    },
    params: z.object({ minLength: z.number().int().positive().default(12) }),
    profiles: { scuba: { minLength: 12 }, cis: { minLength: 14 } },
    compliant(value, { params }) {
      const length = value.number('minimumLength')
      return length >= params.minLength || `Passwords of ${length} characters are accepted`
    },
  }),
  defineSettingCheck({
    id: 'google/password-policy-at-next-sign-in',
    setting: 'security.password',
    severity: 'low',
    title: 'The password policy does not hold for passwords that exist',
    finding: 'Passwords that were set before the policy need not fit it',
    risk: 'Old weak passwords stay until somebody happens to change them.',
    remediation: `${passwords}, and tick "Enforce password policy at next sign-in".`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.5.4'], 'cis-gws': ['4.1.5.1'] },
    compliant: switchIs('enforceRequirementsAtLogin', true),
  }),
  defineSettingCheck({
    id: 'google/password-reuse-not-allowed',
    setting: 'security.password',
    severity: 'low',
    title: 'Old passwords may be used again',
    finding: 'Old passwords may be used again',
    risk: 'After a leak people change their password and change it back, and the leaked one works again.',
    remediation: `${passwords}, and untick "Allow password reuse".`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.5.5'], 'cis-gws': ['4.1.5.1'] },
    compliant: switchIs('allowReuse', false),
  }),
  defineSettingCheck({
    id: 'google/password-expiry-as-intended',
    setting: 'security.password',
    severity: 'low',
    title: 'Whether passwords expire is not as the baseline has it',
    finding: 'The expiry of passwords is not as it should be',
    risk: 'People who must change passwords often choose weaker ones that follow a pattern. Where they never change, a leaked one works for ever if nobody notices.',
    remediation: `${passwords}, and set "Expiration" as intended.`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.5.6'], 'cis-gws': ['4.1.5.1'] },
    // The two baselines ask for opposite things: never, and after a year at most. 0 means never.
    params: z.object({ maxDays: z.number().int().min(0).default(0) }),
    profiles: { scuba: { maxDays: 0 }, cis: { maxDays: 365 } },
    compliant(value, { params: { maxDays } }) {
      const days = value.seconds('expirationDuration') / day
      if (maxDays === 0) return days === 0 || `Passwords expire after ${Math.round(days)} days`
      if (days === 0) return 'Passwords never expire'
      return days <= maxDays || `Passwords expire only after ${Math.round(days)} days`
    },
  }),
]
