import { describe, expect, it } from 'vitest'
import type { Gap } from '../model/coverage.ts'
import type { HealthState, IntegrationHealth } from '../model/health.ts'
import type { ScanReport } from '../model/report.ts'
import { assessHealth, type HealthEvidence } from './assess-health.ts'

const now = Date.parse('2026-03-01T00:00:00Z')
const earlier = '2026-02-01T00:00:00.000Z'
const dayMs = 86_400_000
const inDays = (days: number): string => new Date(now + days * dayMs).toISOString()

const was = (state: HealthState, more: Partial<IntegrationHealth> = {}): IntegrationHealth => ({
  state,
  since: earlier,
  failures: 0,
  ...more,
})
const gap = (reason: Gap['reason'], more: Partial<Gap> = {}): Gap => ({
  reason,
  message: `${reason} happened`,
  checks: ['a/b'],
  count: 1,
  ...more,
})
const scope = gap('permission-missing', { missing: ['mail.read'] })
const plan = gap('feature-unavailable', { message: 'Needs the Enterprise plan' })
const outage = gap('provider-error')

type Report = Pick<ScanReport, 'status' | 'gaps' | 'error' | 'resumeAt'>
const scan = (status: ScanReport['status'], more: Partial<Report> = {}, narrowed = false): HealthEvidence => ({
  kind: 'scan',
  report: { status, gaps: [], ...more },
  narrowed,
})
const failed = (code: string): HealthEvidence => scan('failed', { error: { code, message: `${code} failed` } })
const signIn = (
  blocked: readonly Gap[] = [],
  known = true,
  scanned = true,
  lastGaps?: readonly Gap[],
): HealthEvidence => ({
  kind: 'sign-in',
  ...(lastGaps && { last: { gaps: lastGaps } }),
  plan: { blocked, permissions: { needed: [], missing: [], known } },
  scanned,
})
const refusal = (code: string, retryAt?: string): HealthEvidence => ({
  kind: 'refusal',
  error: { code, message: `${code} failed` },
  ...(retryAt && { retryAt }),
})

describe('the health of an integration', () => {
  const judge = (previous: IntegrationHealth, evidence: HealthEvidence) =>
    assessHealth({ previous, evidence, now, warningDays: [14, 7, 1] })

  it('counts scans in a row that were put off, which a check does not, and forgets them with one that was not', () => {
    const once = judge(was('healthy'), scan('deferred'))
    const twice = judge(judge(once, refusal('rate-limit')), scan('deferred'))
    expect([once.deferrals, twice.deferrals, judge(twice, scan('aborted')).deferrals]).toEqual([1, 2, 2])
    for (const end of [scan('complete'), failed('provider'), failed('credential')]) {
      expect(judge(twice, end)).not.toHaveProperty('deferrals')
    }
    expect(judge(was('healthy'), refusal('rate-limit'))).not.toHaveProperty('deferrals')
  })

  it.each<[string, IntegrationHealth, HealthEvidence, Partial<IntegrationHealth>]>([
    ['a complete scan heals', was('failing', { failures: 3 }), scan('complete'), { state: 'healthy', failures: 0 }],
    ['the first complete scan ends the beginning', was('initializing'), scan('complete'), { state: 'healthy' }],
    [
      'a missing permission degrades',
      was('healthy'),
      scan('incomplete', { gaps: [scope] }),
      { state: 'degraded', missing: ['mail.read'] },
    ],
    [
      'a missing feature degrades',
      was('healthy'),
      scan('complete', { gaps: [plan] }),
      { state: 'degraded', unavailable: ['Needs the Enterprise plan'] },
    ],
    [
      'what only another way to sign in can read does not',
      was('initializing'),
      scan('complete', { gaps: [gap('auth-kind-unsupported')] }),
      { state: 'healthy' },
    ],
    [
      'trouble at the vendor degrades',
      was('healthy'),
      scan('incomplete', { gaps: [outage] }),
      { state: 'degraded', reason: 'provider-error happened' },
    ],
    [
      'one unreadable item does not',
      was('healthy'),
      scan('incomplete', { gaps: [gap('provider-error', { asset: 'a1' })] }),
      { state: 'healthy' },
    ],
    [
      'one item that lacks a feature does not',
      was('healthy'),
      scan('complete', { gaps: [{ ...plan, asset: 'a1' }] }),
      { state: 'healthy' },
    ],
    [
      'an item that went away does not',
      was('healthy'),
      scan('incomplete', { gaps: [gap('not-found')] }),
      { state: 'healthy' },
    ],
    [
      'a permission given back heals',
      was('degraded', { missing: ['mail.read'] }),
      scan('complete'),
      { state: 'healthy' },
    ],
    [
      'refused credentials ask for reconnecting',
      was('healthy'),
      failed('credential'),
      { state: 'reconnect-required', failures: 1 },
    ],
    ['one bad hour at the vendor is no news', was('healthy'), failed('provider'), { state: 'healthy', failures: 1 }],
    ['the second one is', was('healthy', { failures: 1 }), failed('provider'), { state: 'failing', failures: 2 }],
    [
      'the first one of a new integration is',
      was('initializing'),
      failed('provider'),
      { state: 'failing', failures: 1 },
    ],
    [
      'a wrong configuration is at once',
      was('healthy'),
      failed('config'),
      { state: 'failing', remedy: 'Correct the configuration or the credentials of the integration' },
    ],
    ['an internal error is at once', was('healthy'), failed('internal'), { state: 'failing' }],
    [
      'a used-up quota waits',
      was('healthy'),
      scan('deferred', { resumeAt: inDays(1) }),
      { state: 'rate-limited', retryAt: inDays(1), failures: 0 },
    ],
    [
      'a stopped scan says nothing',
      was('degraded', { missing: ['mail.read'] }),
      scan('aborted'),
      { state: 'degraded', missing: ['mail.read'] },
    ],
    [
      'a scan of few checks ends no beginning',
      was('initializing'),
      scan('complete', {}, true),
      { state: 'initializing' },
    ],
    [
      'a scan of few checks gives no permission back',
      was('degraded', { missing: ['mail.read'] }),
      scan('complete', {}, true),
      { state: 'degraded', missing: ['mail.read'] },
    ],
    [
      'a scan of few checks shows that it works again',
      was('failing', { failures: 2 }),
      scan('complete', {}, true),
      { state: 'healthy', failures: 0 },
    ],
    [
      'nor where it was refused in between',
      was('reconnect-required', { missing: ['mail.read'], unavailable: ['No audit log'], failures: 1 }),
      scan('complete', {}, true),
      { state: 'degraded', missing: ['mail.read'], unavailable: ['No audit log'], failures: 0 },
    ],
    [
      'a used-up quota keeps what is known to be missing',
      was('degraded', { missing: ['mail.read'] }),
      scan('deferred', { resumeAt: inDays(1) }),
      { state: 'rate-limited', missing: ['mail.read'] },
    ],
    [
      'a failure keeps what is known to be missing',
      was('degraded', { missing: ['mail.read'] }),
      failed('credential'),
      { state: 'reconnect-required', missing: ['mail.read'] },
    ],
    [
      'a sign-in heals refused credentials',
      was('reconnect-required', { failures: 2 }),
      signIn(),
      { state: 'healthy', failures: 2 },
    ],
    [
      'a sign-in finds a permission gone',
      was('healthy'),
      signIn([scope]),
      { state: 'degraded', missing: ['mail.read'] },
    ],
    ['a sign-in finds a permission given', was('degraded', { missing: ['mail.read'] }), signIn(), { state: 'healthy' }],
    [
      'a sign-in that is told nothing finds none given',
      was('degraded', { missing: ['mail.read'] }),
      signIn([], false),
      { state: 'degraded', missing: ['mail.read'] },
    ],
    [
      'a sign-in cannot take back what a scan met',
      was('degraded', { reason: 'provider-error happened' }),
      signIn(),
      { state: 'degraded', reason: 'provider-error happened' },
    ],
    [
      'a sign-in finds a feature that the plan of the last scan lacked',
      was('degraded', { unavailable: [plan.message] }),
      signIn([], true, true, [plan]),
      { state: 'healthy' },
    ],
    [
      'a sign-in cannot find a feature that a scan met to be lacking while it read',
      was('degraded', { unavailable: [plan.message] }),
      signIn([], true, true, [{ ...plan, partition: 'acme' }]),
      { state: 'degraded', unavailable: [plan.message] },
    ],
    [
      'a sign-in is no first scan',
      was('initializing'),
      signIn([scope]),
      { state: 'initializing', missing: ['mail.read'] },
    ],
    [
      'a sign-in after a refused one is no first scan either',
      was('reconnect-required', { reason: 'refused' }),
      signIn([scope], true, false),
      { state: 'initializing', missing: ['mail.read'] },
    ],
    [
      'a sign-in brings no quota',
      was('rate-limited', { retryAt: inDays(1) }),
      signIn(),
      { state: 'rate-limited', retryAt: inDays(1) },
    ],
    [
      'a sign-in after the quota came back heals',
      was('rate-limited', { retryAt: inDays(-1) }),
      signIn(),
      { state: 'healthy' },
    ],
    [
      'a refused sign-in asks for reconnecting, and is no failed scan',
      was('healthy'),
      refusal('credential'),
      { state: 'reconnect-required', failures: 0 },
    ],
    ['a failed sign-in fails', was('healthy'), refusal('provider'), { state: 'failing', failures: 0 }],
    [
      'a deferred sign-in waits',
      was('healthy'),
      refusal('rate-limit', inDays(1)),
      { state: 'rate-limited', retryAt: inDays(1) },
    ],
  ])('%s', (_title, previous, evidence, expected) => {
    const health = judge(previous, evidence)
    expect(health).toMatchObject(expected)
    expect(health.since).toBe(health.state === previous.state ? earlier : new Date(now).toISOString())
    const isWell = health.state === 'healthy' || health.state === 'initializing'
    if (!isWell && previous.state !== health.state) {
      expect(health.reason).toBeTruthy()
      expect(health.remedy).toBeTruthy()
    }
    if (health.state === 'healthy') expect(Object.keys(health).sort()).toEqual(['failures', 'since', 'state'])
  })

  it('says of a missing permission when it is taken up, and when only a new consent brings it', () => {
    const takenUp =
      "the next scan uses it. Where it was connected by an administrator's consent in a browser, reconnect it"
    const degraded = judge(was('healthy'), scan('incomplete', { gaps: [scope] }))
    expect(degraded.remedy).toBe(`Grant mail.read at the vendor; ${takenUp}`)
    expect(judge(was('healthy'), failed('permission')).remedy).toBe(`Grant what is missing at the vendor; ${takenUp}`)
  })

  it('leaves it to the operator to bring back the database and the keys', () => {
    const health = judge(was('healthy'), failed('state'))
    expect(health).toMatchObject({ state: 'failing', failures: 1 })
    expect(health.remedy).toMatch(
      /^Whoever runs the scanner makes the database and the keys of the credentials available/,
    )
    expect(judge(health, scan('complete'))).toMatchObject({ state: 'healthy', failures: 0 })
  })

  it('begins anew where it lacks something else than before', () => {
    const before = was('degraded', { missing: ['mail.read'] })
    const same = judge(before, scan('incomplete', { gaps: [scope] }))
    expect(same.since).toBe(earlier)
    const other = judge(before, scan('incomplete', { gaps: [gap('permission-missing', { missing: ['files.read'] })] }))
    expect(other).toMatchObject({ missing: ['files.read'], since: new Date(now).toISOString() })
  })

  it.each<[number, number | undefined]>([
    [15, undefined],
    [14, 14],
    [8, 14],
    [7, 7],
    [1.5, 7],
    [0.5, 1],
    [-1, 1],
  ])('%s days before the end of a credential, the warning for %s days has come', (left, days) => {
    const health = assessHealth({
      previous: was('healthy'),
      evidence: scan('complete'),
      expiresAt: inDays(left),
      now,
      warningDays: [1, 14, 7],
    })
    expect(health.warnedDays).toBe(days)
    expect(health.expiresAt).toBe(inDays(left))
  })

  it('keeps the end of a credential that a scan did not learn, and forgets the warnings of an earlier one', () => {
    const before = was('healthy', { expiresAt: inDays(5), warnedDays: 7 })
    expect(judge(before, failed('provider'))).toMatchObject({ expiresAt: inDays(5), warnedDays: 7 })
    const input = { previous: before, evidence: scan('aborted'), now, warningDays: [14, 7, 1] }
    expect(assessHealth({ ...input, expiresAt: inDays(90) })).not.toHaveProperty('warnedDays')
  })

  it('lists no more than twenty lacks of a tenant', () => {
    const gaps = Array.from({ length: 50 }, (_, index) =>
      gap('feature-unavailable', { message: `Site ${index} lacks it` }),
    )
    expect(judge(was('healthy'), scan('complete', { gaps })).unavailable).toHaveLength(20)
  })
})
