import { describe, expect, it } from 'vitest'
import { defineCheck, fail, pass } from '../connector.ts'
import type { ResourceType } from '../contract/resource.ts'
import type { FindingRecord } from '../contract/state.ts'
import type { Finding, FindingState } from '../model/finding.ts'
import { type DecisionContext, decide } from './decide.ts'
import type { FailObservation, Observation } from './observation.ts'

const context: DecisionContext = {
  integration: 'i1',
  addedAt: '2025-12-01T00:00:00.000Z',
  connector: 'toy',
  tenant: 't1',
  runId: 'run-2',
  at: '2026-02-02T00:00:00.000Z',
}
const check = defineCheck({
  id: 'toy/rule',
  version: 1,
  severity: 'high',
  category: 'misconfiguration',
  title: 'Title',
  risk: 'Risk',
  remediation: 'Remedy',
  on: { name: 'toy.item' } as ResourceType,
  evaluate: () => pass(),
})
const failing = (change: Partial<FailObservation> = {}): FailObservation => ({
  outcome: 'fail',
  check,
  verdict: fail('It is bad', { evidence: { value: 1, other: 2 } }),
  asset: { kind: 'repository', id: 'a1', name: 'Asset' },
  resource: 'toy.item',
  partition: 'p1',
  item: 'a1',
  ...change,
})

/** What the first scan left behind, in any state. */
function recordIn(state: FindingState, change: Partial<Finding> = {}): FindingRecord {
  const opened = decide(undefined, failing(), { ...context, runId: 'run-1', at: '2026-01-01T00:00:00.000Z' })
  if (opened.kind !== 'write') throw new Error('the first failure opens a finding')
  return { ...opened.record, finding: { ...opened.record.finding, state, ...change } }
}

const ignore = { reason: 'accepted', by: 'host', at: '2026-01-01T00:00:00.000Z' }

describe('decide', () => {
  const rows: [string, FindingState | undefined, Observation, string, string | undefined, FindingState | undefined][] =
    [
      ['a first failure opens', undefined, failing(), 'write', 'opened', 'open'],
      ['a first pass does nothing', undefined, { outcome: 'pass' }, 'nothing', undefined, undefined],
      ['an unknown without a finding does nothing', undefined, { outcome: 'unknown' }, 'nothing', undefined, undefined],
      [
        'a tombstone without a finding does nothing',
        undefined,
        { outcome: 'deleted' },
        'nothing',
        undefined,
        undefined,
      ],
      ['the same failure again only refreshes', 'open', failing(), 'seen', undefined, undefined],
      ['the same failure refreshes an acknowledged finding', 'acknowledged', failing(), 'seen', undefined, undefined],
      ['the same failure refreshes an ignored finding', 'ignored', failing(), 'seen', undefined, undefined],
      ['a pass resolves', 'open', { outcome: 'pass' }, 'write', 'resolved', 'resolved'],
      ['a pass resolves an acknowledged finding', 'acknowledged', { outcome: 'pass' }, 'write', 'resolved', 'resolved'],
      ['a pass closes an ignored finding silently', 'ignored', { outcome: 'pass' }, 'write', undefined, 'resolved'],
      ['a pass leaves a closed finding alone', 'resolved', { outcome: 'pass' }, 'nothing', undefined, undefined],
      ['a failure reopens a closed finding', 'resolved', failing(), 'write', 'reopened', 'reopened'],
      [
        'unknown keeps an open finding and counts as seen',
        'open',
        { outcome: 'unknown' },
        'unassessed',
        undefined,
        undefined,
      ],
      ['unknown keeps an ignored finding', 'ignored', { outcome: 'unknown' }, 'unassessed', undefined, undefined],
      ['unknown leaves a closed finding alone', 'resolved', { outcome: 'unknown' }, 'nothing', undefined, undefined],
      ['a tombstone resolves', 'open', { outcome: 'deleted' }, 'write', 'resolved', 'resolved'],
      [
        'a tombstone closes an ignored finding silently',
        'ignored',
        { outcome: 'deleted' },
        'write',
        undefined,
        'resolved',
      ],
      [
        'absence from a stable listing resolves at once',
        'open',
        { outcome: 'absent', tolerant: false },
        'write',
        'resolved',
        'resolved',
      ],
      [
        'absence from an unstable listing is noted first',
        'open',
        { outcome: 'absent', tolerant: true },
        'missed',
        undefined,
        undefined,
      ],
      ['a check that the host switched off retires', 'open', { outcome: 'retired' }, 'write', 'resolved', 'resolved'],
      [
        'retiring closes an ignored finding silently',
        'ignored',
        { outcome: 'retired' },
        'write',
        undefined,
        'resolved',
      ],
    ]
  it.each(rows)('%s', (_title, state, seen, kind, change, next) => {
    const record = state && recordIn(state, state === 'ignored' ? { ignore } : {})
    const decision = decide(record, seen, context)
    expect(decision.kind).toBe(kind)
    if (decision.kind !== 'write') return
    expect(decision.change?.type).toBe(change)
    expect(decision.history?.type).toBe(change)
    expect(decision.record.finding.state).toBe(next)
    expect(decision.record.seenRun).toBe('run-2')
  })

  it('resolves at the second miss of an unstable listing', () => {
    const record = { ...recordIn('open'), misses: 1 }
    const decision = decide(record, { outcome: 'absent', tolerant: true }, context)
    expect(decision).toMatchObject({ kind: 'write', record: { finding: { state: 'resolved', resolution: 'absent' } } })
  })

  it.each([
    ['evidence', failing({ verdict: fail('It is bad', { evidence: { value: 2, other: 2 } }) })],
    ['message', failing({ verdict: fail('It is worse', { evidence: { value: 1, other: 2 } }) })],
    ['severity', failing({ policySeverity: 'low' })],
  ])('tells sinks when %s moved', (_what, seen) => {
    expect(decide(recordIn('open'), seen, context)).toMatchObject({ kind: 'write', change: { type: 'changed' } })
  })

  it('does not tell of an ignored finding that moved', () => {
    const decision = decide(recordIn('ignored', { ignore }), failing({ policySeverity: 'low' }), context)
    expect(decision).toMatchObject({ kind: 'write', record: { finding: { state: 'ignored', severity: 'low' } } })
    expect(decision).not.toHaveProperty('change')
  })

  it('writes a renamed asset silently', () => {
    const renamed = failing({ asset: { kind: 'repository', id: 'a1', name: 'New name' } })
    const decision = decide(recordIn('open'), renamed, context)
    expect(decision).toMatchObject({ kind: 'write', record: { finding: { asset: { name: 'New name' }, revision: 1 } } })
    expect(decision).not.toHaveProperty('change')
  })

  it('does not take reordered evidence for a change', () => {
    const reordered = failing({ verdict: fail('It is bad', { evidence: { other: 2, value: 1 } }) })
    expect(decide(recordIn('open'), reordered, context).kind).toBe('seen')
  })

  it('clears the mark of a finding that can be assessed again', () => {
    const decision = decide(recordIn('open', { unknownSince: context.at }), failing(), context)
    expect(decision.kind).toBe('write')
    expect(decision).not.toHaveProperty('record.finding.unknownSince')
  })

  it('keeps a risk accepted that comes back', () => {
    const record = recordIn('resolved', { ignore, resolution: 'passed', resolvedAt: context.at })
    const decision = decide(record, failing(), context)
    expect(decision).toMatchObject({ kind: 'write', record: { finding: { state: 'ignored' } } })
    expect(decision).not.toHaveProperty('change')
    expect(decision).not.toHaveProperty('record.finding.resolution')
  })

  it('lets the host have the last word on severity, then the policy, the verdict, the check', () => {
    const host = { ...recordIn('open'), hostSeverity: 'critical' as const }
    const verdict = fail('It is bad', { severity: 'medium' })
    const of = (record: FindingRecord | undefined, seen: FailObservation) => {
      const decision = decide(record, seen, context)
      if (decision.kind !== 'write') throw new Error('nothing was written')
      const { severity, severitySource } = decision.record.finding
      return [severity, severitySource, decision.record.scanSeverity?.severity]
    }
    expect(of(host, failing({ verdict, policySeverity: 'low' }))).toEqual(['critical', 'host', 'low'])
    expect(of(undefined, failing({ verdict, policySeverity: 'low' }))).toEqual(['low', 'policy', 'low'])
    expect(of(undefined, failing({ verdict }))).toEqual(['medium', 'verdict', 'medium'])
    expect(of(undefined, failing())).toEqual(['high', 'check', 'high'])
  })

  it('[F38] makes the same change id again after a crash, and another one for each revision', () => {
    const id = (record: FindingRecord | undefined, seen: Observation) => {
      const decision = decide(record, seen, context)
      return decision.kind === 'write' ? decision.change?.id : undefined
    }
    expect(id(undefined, failing())).toBe(id(undefined, failing()))
    expect(id(recordIn('open'), { outcome: 'pass' })).toBe(id(recordIn('open'), { outcome: 'pass' }))
    expect(id(recordIn('open'), { outcome: 'pass' })).not.toBe(id(undefined, failing()))
  })

  it('keeps the identity when name, severity, message and partition move', () => {
    const first = decide(undefined, failing(), context)
    const other = failing({
      asset: { kind: 'repository', id: 'a1', name: 'Renamed' },
      verdict: fail('Other words', { severity: 'low' }),
      partition: 'p2',
    })
    const second = decide(undefined, other, context)
    if (first.kind !== 'write' || second.kind !== 'write') throw new Error('nothing was written')
    expect(second.record.finding.fingerprint).toBe(first.record.finding.fingerprint)
  })

  it('tells several failures of one asset apart by their part', () => {
    const fingerprint = (part: string) => {
      const decision = decide(undefined, failing({ verdict: fail('Bad', { part }) }), context)
      return decision.kind === 'write' ? decision.record.finding.fingerprint : ''
    }
    expect(fingerprint('a')).not.toBe(fingerprint('b'))
  })
})
