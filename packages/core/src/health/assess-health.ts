import type { Gap } from '../model/coverage.ts'
import type { HealthState, IntegrationHealth } from '../model/health.ts'
import type { ReportedError, ScanReport } from '../model/report.ts'
import type { ScanPlan } from '../plan/scan-plan.ts'
import { hasMoved } from './has-moved.ts'

/** What was learned of an integration. */
export type HealthEvidence =
  | {
      readonly kind: 'scan'
      readonly report: Pick<ScanReport, 'status' | 'gaps' | 'error' | 'resumeAt'>
      /** Only some of the checks were asked for: the rest is as it was. */
      readonly narrowed: boolean
    }
  | {
      readonly kind: 'sign-in'
      readonly plan: Pick<ScanPlan, 'blocked' | 'permissions'>
      /** False where there was no scan yet. @default as the health says that it was before */
      readonly scanned?: boolean
      /** The newest report: what its plan found to be unavailable, this plan would find again. */
      readonly last?: Pick<ScanReport, 'gaps'> | undefined
    }
  /** Signing in failed. */
  | { readonly kind: 'refusal'; readonly error: ReportedError; readonly retryAt?: string }

/** What {@link assessHealth} looks at. Times are ISO 8601. */
export interface HealthInput {
  readonly previous: IntegrationHealth
  readonly evidence: HealthEvidence
  /** When the credential ends, where this evidence tells; otherwise what was known stays. */
  readonly expiresAt?: string | undefined
  readonly now: number
  /** Days before the end of a credential at which to warn. */
  readonly warningDays: readonly number[]
}

type Verdict = Omit<IntegrationHealth, 'since' | 'expiresAt' | 'warnedDays'>

const dayMs = 24 * 60 * 60 * 1000
/** A tenant can lack a feature in each of ten thousand places. */
const mostListed = 20
/** Gaps that tell of trouble with the vendor or the connector, rather than of one item that could not be read. */
const troubles: readonly string[] = ['provider-error', 'unexpected-answer', 'connector-error', 'incomplete-listing']

/** Judges how an integration is by what was learned last. Pure. */
export function assessHealth(input: HealthInput): IntegrationHealth {
  const { previous, evidence, now, warningDays } = input
  const verdict = verdictOf(previous, evidence, now)
  const expiresAt = input.expiresAt ?? previous.expiresAt
  const warned = expiresAt === undefined ? undefined : reachedDays(Date.parse(expiresAt) - now, warningDays)
  return {
    ...verdict,
    since: hasMoved(previous, verdict) ? new Date(now).toISOString() : previous.since,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(warned !== undefined && { warnedDays: warned }),
  }
}

/** The smallest number of days before the end that has come. */
function reachedDays(leftMs: number, warningDays: readonly number[]): number | undefined {
  const reached = warningDays.filter((days) => leftMs <= days * dayMs)
  return reached.length === 0 ? undefined : Math.min(...reached)
}

function verdictOf(previous: IntegrationHealth, evidence: HealthEvidence, now: number): Verdict {
  switch (evidence.kind) {
    case 'scan':
      return afterScan(previous, evidence.report, evidence.narrowed)
    case 'sign-in':
      return afterSignIn(evidence.scanned === false ? neverScanned(previous) : previous, evidence, now)
    case 'refusal':
      return refused(previous, evidence.error, previous.failures, evidence.retryAt)
  }
}

function afterScan(
  previous: IntegrationHealth,
  { status, gaps, error, resumeAt }: Pick<ScanReport, 'status' | 'gaps' | 'error' | 'resumeAt'>,
  narrowed: boolean,
): Verdict {
  switch (status) {
    case 'aborted':
      return kept(previous)
    case 'deferred':
      return { ...limited(previous, previous.failures, resumeAt), deferrals: (previous.deferrals ?? 0) + 1 }
    case 'failed':
      return afterFailure(previous, error ?? { code: 'internal', message: 'The scan failed' })
    default: {
      // A scan of a few checks says nothing of what the others lack.
      if (!narrowed) return judged(lacksIn(gaps), 0)
      const stays = previous.state === 'initializing' || previous.state === 'degraded'
      return stays ? { ...kept(previous), failures: 0 } : judged(withLacksOf(previous, lacksIn(gaps)), 0)
    }
  }
}

function afterFailure(previous: IntegrationHealth, error: ReportedError): Verdict {
  const failures = previous.failures + 1
  const wasWell = previous.state === 'healthy' || previous.state === 'degraded'
  // One bad hour at the vendor is no news; the next attempt tells whether it is over.
  if (error.code === 'provider' && wasWell && failures === 1) return { ...kept(previous), failures }
  return refused(previous, error, failures)
}

function afterSignIn(
  previous: IntegrationHealth,
  { plan, last }: Omit<Extract<HealthEvidence, { kind: 'sign-in' }>, 'kind'>,
  now: number,
): Verdict {
  const { state, failures } = previous
  if (state === 'rate-limited' && Date.parse(previous.retryAt ?? '') > now) return kept(previous)
  const found = lacksIn(plan.blocked)
  // What only a scan can find out, a sign-in cannot take back.
  const missing = plan.permissions.known ? found.missing : unionOf(found.missing, previous.missing)
  const planned = plannedLacks(last?.gaps ?? [])
  const stays = previous.unavailable?.filter((message) => !planned.has(message))
  const lacks = { missing, unavailable: unionOf(found.unavailable, stays), trouble: undefined }
  const wasTrouble = state === 'degraded' && !previous.missing && !previous.unavailable
  if (wasTrouble && missing.length === 0) return kept(previous)
  if (state === 'initializing') return { ...listed(lacks), state, failures }
  return judged(lacks, failures)
}

/** A refused sign-in is no scan: what it left behind makes way for the state that was there before. */
function neverScanned(previous: IntegrationHealth): IntegrationHealth {
  const isLimited = previous.state === 'rate-limited'
  return isLimited ? previous : { since: previous.since, state: 'initializing', failures: previous.failures }
}

/** Everything but the times, which are judged anew. */
function kept({ since: _since, expiresAt: _end, warnedDays: _days, ...verdict }: IntegrationHealth): Verdict {
  return verdict
}

interface Lacks {
  readonly missing: readonly string[]
  readonly unavailable: readonly string[]
  readonly trouble: string | undefined
}

function lacksIn(gaps: readonly Gap[]): Lacks {
  const whole = gaps.filter(({ asset }) => asset === undefined)
  // What another way to sign in could read is no lack of this one: there may be none that reads everything.
  const lacking = whole.filter(({ reason }) => reason === 'feature-unavailable')
  return {
    missing: unionOf(gaps.flatMap(({ missing }) => missing ?? [])),
    unavailable: unionOf(lacking.map(({ message }) => message)),
    trouble: whole.find(({ reason }) => troubles.includes(reason))?.message,
  }
}

/** What was known to be lacking before stays so. */
function withLacksOf(previous: IntegrationHealth, found: Lacks): Lacks {
  const missing = unionOf(found.missing, previous.missing)
  return { ...found, missing, unavailable: unionOf(found.unavailable, previous.unavailable) }
}

/** What the plan of a scan found before anything was read: such a gap is in no partition. */
function plannedLacks(gaps: readonly Gap[]): ReadonlySet<string> {
  return new Set(gaps.filter(({ partition }) => partition === undefined).map(({ message }) => message))
}

function judged(lacks: Lacks, failures: number): Verdict {
  const { missing, unavailable, trouble } = lacks
  const degraded = { ...listed(lacks), state: 'degraded' as const, failures }
  if (missing.length > 0) {
    const names = missing.join(', ')
    const reason = `Permissions are missing: ${names}; the checks that need them cannot judge`
    return { ...degraded, reason, remedy: `Grant ${names} at the vendor; ${takenUp}` }
  }
  if (trouble !== undefined) {
    return {
      ...degraded,
      reason: trouble,
      remedy: 'The next scan tries again; nothing was closed that could not be read',
    }
  }
  if (unavailable.length > 0) {
    const remedy = 'Change the plan or switch the feature on at the vendor, or switch these checks off'
    return { ...degraded, reason: unavailable[0] ?? '', remedy }
  }
  return { state: 'healthy', failures }
}

function listed({ missing, unavailable }: Lacks): Pick<IntegrationHealth, 'missing' | 'unavailable'> {
  return { ...(missing.length > 0 && { missing }), ...(unavailable.length > 0 && { unavailable }) }
}

function refused(previous: IntegrationHealth, error: ReportedError, failures: number, retryAt?: string): Verdict {
  if (error.code === 'rate-limit') return limited(previous, failures, retryAt)
  const rest = { ...lacksStill(previous), reason: error.message, failures }
  const state: HealthState = error.code === 'credential' ? 'reconnect-required' : 'failing'
  return { ...rest, state, remedy: remedies[error.code] ?? 'It is tried again by itself, at growing intervals' }
}

/** A scan that could not tell leaves what was known. */
function lacksStill({ missing, unavailable }: IntegrationHealth): Pick<IntegrationHealth, 'missing' | 'unavailable'> {
  return { ...(missing && { missing }), ...(unavailable && { unavailable }) }
}

function limited(previous: IntegrationHealth, failures: number, retryAt: string | undefined): Verdict {
  return {
    ...lacksStill(previous),
    state: 'rate-limited',
    reason: "The vendor's quota is used up",
    remedy:
      'It goes on by itself where it stopped; scan less often, or ask the vendor for more quota, if this happens often',
    ...(retryAt !== undefined && { retryAt }),
    failures,
    ...(previous.deferrals !== undefined && { deferrals: previous.deferrals }),
  }
}

/** Every scan asks for its token anew; only a consent stays what it was until it is given again. */
const takenUp = "the next scan uses it. Where it was connected by an administrator's consent in a browser, reconnect it"

const remedies: Readonly<Record<string, string>> = {
  credential: 'Reconnect the integration with credentials that the vendor accepts; findings and history stay',
  config: 'Correct the configuration or the credentials of the integration',
  permission: `Grant what is missing at the vendor; ${takenUp}`,
  'feature-unavailable': 'Switch on what is missing at the vendor; the next scan uses it',
  sink: 'Make the sink take changes again; the scan goes on where it stopped',
  state:
    'Whoever runs the scanner makes the database and the keys of the credentials available again; the scan then goes on by itself',
}

function unionOf(...lists: readonly (readonly string[] | undefined)[]): readonly string[] {
  return [...new Set(lists.flatMap((list) => list ?? []))].sort().slice(0, mostListed)
}
