import type { Check, CheckMetadata } from '@opencasb/core/connector'
import { defineSettingCheck } from './define-setting-check.ts'
import type { SettingValue } from './setting-value.ts'

/**
 * Google's own rules that are on, or off, until somebody changes them: the Policy API answers changed ones only. The
 * states are those that CISA's baseline tool and Prowler publish.
 */
const onByDefault = [
  'Account suspension warning',
  'Device compromised',
  'Domain data export initiated',
  'Gmail potential employee spoofing',
  'Google Operations',
  'Government-backed attacks',
  'Leaked password',
  'Malware message detected post-delivery',
  'Phishing in inboxes due to bad whitelist',
  'Phishing message detected post-delivery',
  'Spike in user-reported spam',
  'Suspicious device activity',
  'Suspicious login',
  'Suspicious message reported',
  'Suspicious programmatic login',
  'User suspended (Google identity alert)',
  'User suspended due to suspicious activity',
  'User suspended for spamming',
  'User suspended for spamming through relay',
  'User-reported phishing',
]
const offByDefault = [
  'Calendar settings changed',
  'Drive settings changed',
  'Email settings changed',
  'Mobile settings changed',
  'User granted Admin privilege',
  "User's Admin privilege revoked",
  "User's password changed",
]

/** More rules of Google's: no check asks for them, but an answer that names one of them speaks a language that we know. */
const otherRules = [
  'App Maker Cloud SQL setup',
  'Apps outage alert',
  'Directory sync cancelled due to safeguard threshold exceeded',
  'Exchange journaling failure',
  'Google Voice configuration problem',
  'New user added',
  'Rate limited recipient',
  'SSO profile added',
  'SSO profile updated',
  'Smarthost failure',
  'Super admin password reset',
  'Suspended user made active',
  'TLS failure',
  'User deleted',
  'User suspended (by admin)',
]
const knownNames: ReadonlySet<unknown> = new Set([...onByDefault, ...offByDefault, ...otherRules])

/** Whether a rule is on. A rule has nothing but its name to be known by. */
function isOn(value: SettingValue, name: string): boolean {
  const rules = value.entries('entries')
  const rule = rules.find(({ displayName }) => displayName === name)
  if (!rule) {
    const isForeign = rules.length > 0 && !rules.some(({ displayName }) => knownNames.has(displayName))
    return isForeign ? value.unknown('none of the rules has a name that is known') : onByDefault.includes(name)
  }
  const { state } = rule
  if (state === 'ACTIVE' || state === 'INACTIVE') return state === 'ACTIVE'
  return value.unknown(
    `the state of the rule "${name}" is ${typeof state === 'string' ? state.slice(0, 40) : 'not given'}`,
  )
}

const rules = 'In the Admin console, open Rules'

/** One rule that should be on. */
interface AlertCheck extends Pick<CheckMetadata, 'id' | 'severity' | 'title' | 'risk'> {
  readonly rule: string
  readonly cis: string
}

const alerts: readonly AlertCheck[] = [
  {
    id: 'google/alert-admin-privilege-granted',
    rule: 'User granted Admin privilege',
    cis: '6.4',
    severity: 'medium',
    title: 'Nobody is told when somebody becomes an administrator',
    risk: 'An attacker who makes himself an administrator stays one.',
  },
  {
    id: 'google/alert-employee-spoofing',
    rule: 'Gmail potential employee spoofing',
    cis: '6.8',
    severity: 'low',
    title: 'Nobody is told of mail in the name of colleagues',
    risk: 'A wave of false payment orders is noticed once one was paid.',
  },
  {
    id: 'google/alert-government-backed-attack',
    rule: 'Government-backed attacks',
    cis: '6.2',
    severity: 'medium',
    title: 'Nobody is told of government-backed attacks',
    risk: "Google's warning that a state is after somebody's account reaches that person at most.",
  },
  {
    id: 'google/alert-leaked-password',
    rule: 'Leaked password',
    cis: '6.7',
    severity: 'medium',
    title: 'Nobody is told of leaked passwords',
    risk: 'Other systems where the same password works stay open.',
  },
  {
    id: 'google/alert-password-changed',
    rule: "User's password changed",
    cis: '6.1',
    severity: 'low',
    title: 'Nobody is told when passwords are changed',
    risk: 'An attacker who changes a password to lock its owner out is not noticed by those who could act.',
  },
  {
    id: 'google/alert-suspicious-suspension',
    rule: 'User suspended due to suspicious activity',
    cis: '6.3',
    severity: 'medium',
    title: 'Nobody is told when Google suspends a user who seems to be taken over',
    risk: 'The account was in the wrong hands, and nobody looks at what was done with it.',
  },
  {
    id: 'google/alert-suspicious-login',
    rule: 'Suspicious login',
    cis: '6.6',
    severity: 'low',
    title: 'Nobody is told of suspicious logins',
    risk: 'Sign-ins that do not look like the user go by without anybody asking.',
  },
  {
    id: 'google/alert-suspicious-programmatic-login',
    rule: 'Suspicious programmatic login',
    cis: '6.5',
    severity: 'low',
    title: 'Nobody is told of suspicious logins by programs',
    risk: 'Programs that try passwords on mail protocols go by without anybody asking.',
  },
]

const named = alerts.map(({ rule }) => rule)
const others = [...onByDefault, ...offByDefault].filter((rule) => !named.includes(rule))

/** Checks of Google's own alert rules. */
export const alertChecks: readonly Check[] = [
  ...alerts.map(({ rule, cis, ...metadata }) =>
    defineSettingCheck({
      ...metadata,
      setting: 'rule.system_defined_alerts',
      finding: `The rule "${rule}" is off`,
      remediation: `${rules}, filter by type "System defined", open "${rule}", and under "Actions" switch the alert on and choose who gets an e-mail.`,
      frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.13.1'], 'cis-gws': [cis] },
      compliant: (value) => isOn(value, rule),
    }),
  ),
  defineSettingCheck({
    id: 'google/system-defined-alerts-on',
    setting: 'rule.system_defined_alerts',
    severity: 'low',
    title: 'Alerts that Google has ready are off',
    finding: 'Alerts that Google has ready are off',
    risk: 'What Google notices - malware found late, devices that changed, settings that were changed - is told to nobody.',
    remediation: `${rules}, filter by type "System defined", and switch the alerts on that the finding names.`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.13.1'] },
    compliant(value) {
      const off = others.filter((rule) => !isOn(value, rule))
      return off.length === 0 || `${off.length} alerts that Google has ready are off: ${off.join(', ')}`
    },
  }),
]
