import { stripVTControlCharacters } from 'node:util'
import { expect, it } from 'vitest'
import { smallCoverage, smallFinding, smallReport } from '../../tests/small-report.ts'
import { createChangeLog } from '../summary/change-log.ts'
import type { ScanSummary } from '../summary/scan-summary.ts'
import { displayWidth } from '../terminal/layout.ts'
import { createPaint } from '../terminal/paint.ts'
import { when } from '../terminal/words.ts'
import { renderSummary } from './render-summary.ts'

const plain = { paint: createPaint(false), isTerminal: false }

function sample(difference: Partial<ScanSummary> = {}): ScanSummary {
  return {
    report: smallReport(),
    connector: 'GitHub',
    groups: [],
    ignored: 0,
    changes: createChangeLog(),
    places: [],
    kept: true,
    ...difference,
  }
}

function full(): ScanSummary {
  const changes = createChangeLog()
  const change = { id: 'c', at: '2026-01-01T00:00:00.000Z', runId: 'r1' }
  changes.add({ ...change, type: 'opened', finding: smallFinding() })
  changes.add({ ...change, type: 'resolved', finding: smallFinding({ severity: 'low', title: 'Box has no label' }) })
  const { changes: none } = smallReport()
  const report = smallReport({
    status: 'incomplete',
    mode: 'incremental',
    resumed: true,
    checks: [
      smallCoverage(),
      smallCoverage({ check: 'github/box-labelled', title: 'Box has no label', status: 'unknown' }),
    ],
    streams: [
      {
        resource: 'github.box',
        partition: '1',
        partitionName: 'acme',
        mode: 'full',
        complete: true,
        items: 1_234,
        pages: 13,
      },
    ],
    gaps: [
      {
        reason: 'permission-missing',
        message: 'Labels cannot be read with this token.',
        facet: 'github.box.label',
        checks: ['github/box-labelled'],
        missing: ['labels:read'],
        count: 312,
      },
    ],
    changes: { ...none, opened: 1, resolved: 1 },
    open: { critical: 0, high: 12, medium: 1, low: 0 },
    requests: [
      { bucket: 'core', requests: 214, notModified: 190, retries: 2, refused: 0, limit: 5_000, remaining: 4_976 },
    ],
  })
  return sample({
    report,
    previous: smallReport(),
    groups: [
      {
        check: 'github/box-closed',
        title: 'Box stands open',
        severity: 'high',
        count: 12,
        findings: [smallFinding()],
      },
      { check: 'github/box-full', title: 'Box is full', severity: 'medium', count: 1, findings: [] },
    ],
    ignored: 2,
    changes,
    places: [{ label: 'Database', place: '.opencasb/opencasb.db' }],
  })
}

it('says everything that there is to say, and no more', () => {
  expect(renderSummary(full(), { ...plain, width: 80 })).toEqual([
    '',
    'acme  incomplete  GitHub · 1,234 items · 2 checks · 1.0 s · changes only ·',
    '                  continued',
    '',
    'high      Box stands open',
    '          tools is open',
    '          https://example.com/1',
    '          and 11 more',
    '          why  Anyone who passes can take what is in it.',
    '          fix  Close the lid.',
    '',
    'Also',
    '  medium  1  Box is full',
    '',
    `Since ${when('2026-01-01T00:00:01.000Z')}  1 new · 1 resolved · 12 still open`,
    '  +  high  Box stands open  tools',
    '  −  low   Box has no label  tools',
    '',
    'Not read  1 check of 2 unknown in whole or in part: no all-clear for it',
    '  no permission  Labels cannot be read with this token. (312 times)',
    '                 grant labels:read',
    '                 github/box-labelled',
    '',
    '13 open findings, 2 ignored',
    '  critical   0',
    '  high      12  act this week',
    '  medium     1  act this month',
    '  low        0',
    '',
    'Requests',
    '  core  214 requests  190 unchanged · 2 repeated · 4,976 of 5,000 left',
    '',
    'Results',
    '  Database  .opencasb/opencasb.db',
  ])
})

it('says no more than that nothing is open where nothing is', () => {
  const lines = renderSummary(sample(), { ...plain, width: 80 })
  expect(lines).toEqual(['', 'acme  complete  GitHub · 1 check · 1.0 s', '', 'No open findings'])
  const partial = renderSummary(sample({ report: smallReport({ status: 'incomplete' }) }), { ...plain, width: 80 })
  expect(partial.at(-1)).toBe('No open findings in what could be read')
})

it('says when to go on where the quota is used up', () => {
  const resumeAt = '2026-01-01T01:00:00.000Z'
  const report = smallReport({ status: 'deferred', resumeAt })
  const text = renderSummary(sample({ report }), { ...plain, width: 120 }).join('\n')
  expect(text).toContain('waiting for quota')
  expect(text).toContain(`Run the same command again after ${when(resumeAt)}; it goes on where it stopped.`)
})

it.each([50, 80, 120])('keeps within %i columns, colours apart, except for links', (width) => {
  const long = 'a long sentence with many words that has to be broken somewhere '.repeat(4).trim()
  const finding = smallFinding({ message: long, risk: long, remediation: long, title: long })
  const summary = full()
  const groups = [{ check: finding.check, title: long, severity: 'high' as const, count: 9, findings: [finding] }]
  const lines = renderSummary({ ...summary, groups }, { width, paint: createPaint(true), isTerminal: true })
  for (const line of lines.flatMap((text) => text.split('\n'))) {
    expect(displayWidth(stripVTControlCharacters(line)), line).toBeLessThanOrEqual(width)
  }
})
