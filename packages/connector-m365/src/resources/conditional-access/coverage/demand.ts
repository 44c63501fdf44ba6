import type { GrantControls, SessionControls } from '../policy-controls.ts'
import type { Certainty, StrengthLevel } from './strength-level.ts'

/** What a policy should enforce. */
export type Demand =
  | 'block'
  | 'mfa'
  | 'phishing-resistant-mfa'
  | 'managed-device'
  | 'mfa-or-managed-device'
  | 'risk-remediation'
  | 'app-protection'
  | 'application-enforced-restrictions'
  | 'token-protection'
  | 'non-persistent-browser'
  | { readonly signInFrequencyHours: number }

/** What a policy asks for. */
export interface Controls {
  readonly grant: GrantControls | undefined
  readonly session: SessionControls | undefined
  /** What the policy's authentication strength is worth. */
  readonly strength: StrengthLevel | undefined
}

/** Grant controls whose effect is known. */
const knownControls: readonly string[] = [
  'block',
  'mfa',
  'compliantDevice',
  'domainJoinedDevice',
  'approvedApplication',
  'compliantApplication',
  'passwordChange',
  'riskRemediation',
]

/** Built-in controls that alone satisfy a demand. */
const satisfying: Readonly<Record<string, readonly string[]>> = {
  block: [],
  mfa: ['mfa', 'passwordChange'],
  'phishing-resistant-mfa': [],
  'managed-device': ['compliantDevice', 'domainJoinedDevice'],
  'mfa-or-managed-device': ['mfa', 'passwordChange', 'compliantDevice', 'domainJoinedDevice'],
  'risk-remediation': ['passwordChange', 'riskRemediation'],
  'app-protection': ['compliantApplication', 'approvedApplication'],
}

/** Says whether a policy enforces something on all sign-ins that it applies to. Who is blocked meets every demand. */
export function enforces({ grant, session, strength }: Controls, demand: Demand): Certainty {
  if (grant?.builtIn.includes('block')) return 'yes'
  if (typeof demand === 'object') {
    const hours = session?.signInFrequencyHours
    return hours !== undefined && hours <= demand.signInFrequencyHours ? 'yes' : 'no'
  }
  if (demand === 'non-persistent-browser') return session?.persistentBrowser === 'never' ? 'yes' : 'no'
  if (demand === 'application-enforced-restrictions') return session?.applicationEnforcedRestrictions ? 'yes' : 'no'
  if (demand === 'token-protection') return session?.tokenProtection ? 'yes' : 'no'
  return grant ? grantEnforces(grant, strength, demand) : 'no'
}

function grantEnforces(
  { operator, builtIn, others, strength: named }: GrantControls,
  strength: StrengthLevel | undefined,
  demand: Exclude<Demand, object>,
): Certainty {
  const each: Certainty[] = [
    ...builtIn.map((control) => builtInEnforces(control, demand)),
    ...others.map((other): Certainty => (/^(?:termsOfUse|customAuthenticationFactor):/.test(other) ? 'no' : 'unknown')),
    ...(named ? [strengthEnforces(strength, demand)] : []),
  ]
  const all = each.includes('yes') ? 'yes' : each.includes('unknown') ? 'unknown' : 'no'
  const any = each.length === 0 || each.includes('no') ? 'no' : each.includes('unknown') ? 'unknown' : 'yes'
  if (operator === 'AND' || each.length === 1) return all
  // One of the controls is enough: people take the one that is easiest for them.
  if (operator === 'OR') return any
  return all === any ? all : 'unknown'
}

function builtInEnforces(control: string, demand: Exclude<Demand, object>): Certainty {
  if (satisfying[demand]?.includes(control)) return 'yes'
  return knownControls.includes(control) ? 'no' : 'unknown'
}

function strengthEnforces(strength: StrengthLevel | undefined, demand: Exclude<Demand, object>): Certainty {
  if (demand === 'phishing-resistant-mfa') return strength?.phishingResistant ?? 'unknown'
  if (demand === 'mfa' || demand === 'mfa-or-managed-device') return strength?.multifactor ?? 'unknown'
  return 'no'
}
