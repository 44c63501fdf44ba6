import assert from 'node:assert/strict'
import type { Connector, ScanReport } from '@opencasb/core'
import { countsOf } from './end-state.ts'

/** What neither a retry nor another permission would have read: a scan may be complete all the same. */
const accepted: readonly string[] = ['feature-unavailable', 'auth-kind-unsupported']

/**
 * Checks that a report claims nothing that the scan did not see.
 * @param reference the report of a scan of the same world without faults
 * @throws AssertionError
 */
export function assertHonestReport(report: ScanReport, reference: ScanReport, connector: Connector): void {
  if (report.status === 'complete') {
    const open = report.gaps.filter(({ reason }) => !accepted.includes(reason))
    assert.deepEqual(open, [], 'a complete scan has no gaps that somebody could close')
    assert.deepEqual(countsOf(report), countsOf(reference), 'a complete scan counts what a scan without faults counts')
    return
  }
  if (report.status === 'failed') {
    assert.ok(report.error, 'a failed scan says why')
    return
  }
  if (report.status === 'incomplete') assert.ok(report.gaps.length > 0, 'an incomplete scan names its gaps')
  const expected = countsOf(reference)
  const broken = new Set(report.streams.filter((stream) => !stream.complete).map((stream) => stream.resource))
  for (const coverage of report.checks) {
    if (coverage.status !== 'assessed') continue
    const check = connector.checks.find(({ id }) => id === coverage.check)
    const stream = check?.on.from?.facet.of.name ?? check?.on.name
    assert.ok(!broken.has(stream ?? ''), `${coverage.check} counts as assessed, but ${stream} was not read to its end`)
    assert.deepEqual(
      coverage.assets,
      expected[coverage.check],
      `${coverage.check} counts as assessed, with other counts`,
    )
  }
}
