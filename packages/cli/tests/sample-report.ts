import type { Finding, ScanReport } from '@opencasb/core'

/** A report of a complete scan that found nothing, with the given differences. */
export function sampleReport(difference: Partial<ScanReport> = {}): ScanReport {
  return {
    schema: 'opencasb.report/v1',
    runId: 'r1',
    integration: { id: 'i1', name: 'acme', connector: 'github', connectorVersion: '1.0.0' },
    status: 'complete',
    mode: 'full',
    resumed: false,
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: '2026-01-01T00:00:01.000Z',
    checks: [sampleCoverage({})],
    streams: [],
    gaps: [],
    changes: {
      opened: 0,
      reopened: 0,
      changed: 0,
      resolved: 0,
      acknowledged: 0,
      ignored: 0,
      'ignore-expired': 0,
      'severity-changed': 0,
    },
    unchanged: 0,
    open: { critical: 0, high: 0, medium: 0, low: 0 },
    requests: [],
    ...difference,
  }
}

/** What a scan says of one check that judged everything, with the given differences. */
export function sampleCoverage(difference: Partial<ScanReport['checks'][number]>): ScanReport['checks'][number] {
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

/** An open finding, with the given differences. */
export function sampleFinding(difference: Partial<Finding> = {}): Finding {
  return {
    fingerprint: '3fa9c1d2e4b5a697',
    integration: 'i1',
    connector: 'github',
    tenant: 't1',
    check: 'github/box-closed',
    checkVersion: 1,
    category: 'misconfiguration',
    title: 'Box stands open',
    message: 'tools is open',
    risk: 'Anyone who passes can take what is in it.',
    remediation: 'Close the lid.',
    frameworks: {},
    asset: { kind: 'repository', id: '1', name: 'tools', url: 'https://example.com/1' },
    evidence: {},
    severity: 'high',
    severitySource: 'check',
    state: 'open',
    firstSeen: '2026-01-01T00:00:00.000Z',
    lastSeen: '2026-01-01T00:00:00.000Z',
    revision: 1,
    ...difference,
  }
}
