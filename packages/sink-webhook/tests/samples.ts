import type { Finding, FindingChange, HealthChange, ScanReport } from '@opencasb/core'
import { sampleFinding, sampleReport } from '@opencasb/testkit'

/** A secret of the right form, from one byte. */
export const secretOf = (byte: number): string => `whsec_${Buffer.alloc(32, byte).toString('base64')}`

/** A change of a finding. */
export function sampleChange(
  id: string,
  changes: Partial<FindingChange> = {},
  finding: Partial<Finding> = {},
): FindingChange {
  return {
    id,
    type: 'opened',
    at: '2026-01-01T00:00:00.000Z',
    runId: 'run-1',
    finding: sampleFinding({ fingerprint: `finding of ${id}`, ...finding }),
    ...changes,
  }
}

/** A change of an integration's health. */
export function sampleHealth(changes: Partial<HealthChange> = {}): HealthChange {
  return {
    id: 'health-1',
    type: 'health-change',
    integration: 'one',
    connector: 'sample',
    name: 'Integration one',
    at: '2026-01-02T00:00:00.000Z',
    from: 'healthy',
    health: { state: 'degraded', since: '2026-01-02T00:00:00.000Z', reason: 'A permission is missing', failures: 0 },
    ...changes,
  }
}

/** The report of a scan with many gaps. */
export function incompleteReport(changes: Partial<ScanReport> = {}): ScanReport {
  const check = { title: '', severity: 'high', assets: { passed: 0, failed: 0, notApplicable: 0, unknown: 0 } } as const
  return sampleReport({
    status: 'incomplete',
    checks: (['assessed', 'assessed', 'unknown'] as const).map((status, n) => ({
      ...check,
      check: `sample/rule-${n}`,
      status,
      unknown: [],
      frameworks: {},
    })),
    gaps: Array.from({ length: 30 }, () => ({ reason: 'permission-missing', message: 'x', checks: [], count: 1 })),
    ...changes,
  })
}
