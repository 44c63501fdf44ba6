import type { CheckCoverage, Finding, ScanReport } from '@opencasb/core'
import { sampleFinding, sampleReport } from '@opencasb/testkit'

/** A report of a complete scan of the small world that took a second and found nothing, with the given differences. */
export function smallReport(difference: Partial<ScanReport> = {}): ScanReport {
  return sampleReport({
    integration: { id: 'i1', name: 'acme', connector: 'github', connectorVersion: '1.0.0' },
    endedAt: '2026-01-01T00:00:01.000Z',
    checks: [smallCoverage()],
    ...difference,
  })
}

/** What a scan says of one check that judged everything, with the given differences. */
export function smallCoverage(difference: Partial<CheckCoverage> = {}): CheckCoverage {
  return {
    check: 'github/box-closed',
    title: 'Box stands open',
    severity: 'high',
    status: 'assessed',
    assets: { passed: 0, failed: 0, notApplicable: 0, unknown: 0 },
    unknown: [],
    frameworks: {},
    ...difference,
  }
}

/** The finding of an open box, with the given differences. */
export function smallFinding(difference: Partial<Finding> = {}): Finding {
  return sampleFinding({
    check: 'github/box-closed',
    title: 'Box stands open',
    message: 'tools is open',
    risk: 'Anyone who passes can take what is in it.',
    remediation: 'Close the lid.',
    asset: { kind: 'repository', id: '1', name: 'tools', url: 'https://example.com/1' },
    ...difference,
  })
}
