import type { FindingRecord } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { checkWordsOf } from './check-words.ts'
import { type FindingRow, toFinding, toFindingRecord } from './finding-row.ts'
import { findingValueColumns, findingValues } from './finding-values.ts'

const record: FindingRecord = {
  finding: {
    fingerprint: 'f1',
    integration: 'one',
    connector: 'toy',
    tenant: 'acme',
    check: 'toy/not-shared',
    checkVersion: 1,
    category: 'misconfiguration',
    title: 'Shared with everybody',
    message: 'Document 1 can be read by everybody',
    risk: 'Anybody can read it.',
    remediation: 'Stop sharing it.',
    frameworks: { 'toy-benchmark': ['1.1'] },
    asset: { kind: 'file', id: 'document-1', name: 'Document 1', url: 'https://toy.example/documents/1' },
    evidence: { link: 'anyone' },
    severity: 'high',
    severitySource: 'check',
    state: 'open',
    firstSeen: '2026-03-01T00:00:00.000Z',
    lastSeen: '2026-03-02T00:00:00.000Z',
    revision: 1,
  },
  resource: 'toy.documents',
  partition: 'all',
  item: 'document-1',
  seenRun: 'run-1',
  misses: 0,
}

/** The record as it is stored. */
function rowOf(stored: FindingRecord): FindingRow {
  const values = findingValues(stored)
  const cells = findingValueColumns.split(', ').map((column, at) => [column, values[at]])
  return { id: 1, integration_id: 1, partition_id: 1, words_id: 1, ...Object.fromEntries(cells) }
}

function readBack(stored: FindingRecord): FindingRecord {
  const { finding, resource, partition } = stored
  const names = { integration: finding.integration, words: checkWordsOf(finding) }
  return toFindingRecord(rowOf(stored), names, { resource, partition })
}

const severities: readonly Partial<FindingRecord>[] = [
  {},
  { scanSeverity: { severity: 'high', severitySource: 'check' } },
  { scanSeverity: { severity: 'high', severitySource: 'policy' } },
  { scanSeverity: { severity: 'low', severitySource: 'check' }, hostSeverity: 'high' },
]

describe('the row of a finding', () => {
  it('gives back the record, whoever set its severity', () => {
    for (const severity of severities) {
      const stored = { ...record, ...severity }
      expect(readBack(stored)).toStrictEqual(stored)
    }
  })

  it('gives back what only some findings have, and keys of any length', () => {
    const finding: FindingRecord['finding'] = {
      ...record.finding,
      asset: { ...record.finding.asset, id: 'i'.repeat(1_000), owner: 'somebody', status: 'active' },
      part: 'link',
      state: 'ignored',
      ignore: { by: 'somebody', at: '2026-03-02T00:00:00.000Z', reason: 'It is meant to be.' },
      unknownSince: '2026-03-02T00:00:00.000Z',
    }
    const stored = { ...record, finding, item: 'k'.repeat(1_000), parent: '"\0' }
    expect(readBack(stored)).toStrictEqual(stored)
    expect(toFinding(rowOf(stored), { integration: 'one', words: checkWordsOf(finding) })).toStrictEqual(finding)
  })

  it('does not say twice how severe a finding is', () => {
    const [none, same] = severities.map((severity) => rowOf({ ...record, ...severity }).doc)
    expect(same?.length).toBeLessThan((none?.length ?? 0) + 30)
  })
})
