import type { Finding, FindingState, Severity } from '@opencasb/core'
import { sampleFinding } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { FindingCollection } from './finding-collection.ts'

function finding(check: string, severity: Severity, state: FindingState = 'open'): Finding {
  return sampleFinding({ check, severity, state })
}

function collected(limit: number, findings: readonly Finding[]): FindingCollection {
  const collection = new FindingCollection(limit)
  for (const each of findings) collection.add(each)
  return collection
}

describe('FindingCollection', () => {
  it('groups by check: open ones first, then the most urgent, then the most', () => {
    const groups = collected(100, [
      finding('settled', 'critical', 'ignored'),
      finding('rare', 'high'),
      finding('frequent', 'high'),
      finding('frequent', 'high', 'reopened'),
      finding('urgent', 'critical'),
      finding('mixed', 'low'),
      finding('mixed', 'medium'),
    ]).byCheck()
    expect(groups.map(({ check, severity, open }) => `${check} ${severity} ${open}`)).toEqual([
      'urgent critical 1',
      'frequent high 2',
      'rare high 1',
      'mixed medium 2',
      'settled critical 0',
    ])
  })

  it('counts the open ones of a check by severity', () => {
    const [group] = collected(100, [
      finding('a', 'high'),
      finding('a', 'critical', 'ignored'),
      finding('a', 'critical', 'reopened'),
      finding('a', 'high', 'acknowledged'),
    ]).byCheck()
    expect(group?.openBySeverity).toEqual([
      ['critical', 1],
      ['high', 2],
    ])
  })

  it('puts open findings of a check before the others', () => {
    const [group] = collected(100, [finding('a', 'high', 'ignored'), finding('a', 'high', 'acknowledged')]).byCheck()
    expect(group?.findings.map(({ state }) => state)).toEqual(['acknowledged', 'ignored'])
  })

  it('keeps the most urgent ones, whatever the order, and counts all', () => {
    const collection = collected(2, [
      finding('a', 'low'),
      finding('b', 'medium'),
      finding('c', 'critical'),
      finding('d', 'low', 'ignored'),
      finding('e', 'high'),
    ])
    expect(collection.byCheck().map(({ check }) => check)).toEqual(['c', 'e'])
    expect(collection.open).toEqual({ critical: 1, high: 1, medium: 1, low: 1 })
    expect([collection.total, collection.left]).toEqual([5, 3])
  })
})
