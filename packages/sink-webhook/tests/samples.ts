import type { Finding, FindingChange, HealthChange, ScanReport } from '@opencasb/core'

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
    finding: {
      fingerprint: `finding of ${id}`,
      integration: 'github-acme',
      connector: 'github',
      tenant: '4000001',
      check: 'github/organization-mfa-required',
      checkVersion: 1,
      category: 'misconfiguration',
      title: 'Members need no second factor',
      message: 'acme lets members sign in with a password only',
      risk: 'One stolen password is enough.',
      remediation: 'Require two-factor authentication.',
      frameworks: {},
      asset: { kind: 'organization', id: 'O_1', name: 'acme' },
      evidence: {},
      severity: 'high',
      severitySource: 'check',
      state: 'open',
      firstSeen: '2026-01-01T00:00:00.000Z',
      lastSeen: '2026-01-01T00:00:00.000Z',
      revision: 1,
      ...finding,
    },
    ...changes,
  }
}

/** A change of an integration's health. */
export function sampleHealth(changes: Partial<HealthChange> = {}): HealthChange {
  return {
    id: 'health-1',
    type: 'health-change',
    integration: 'github-acme',
    connector: 'github',
    name: 'Acme',
    at: '2026-01-02T00:00:00.000Z',
    from: 'healthy',
    health: { state: 'degraded', since: '2026-01-02T00:00:00.000Z', reason: 'A permission is missing', failures: 0 },
    ...changes,
  }
}

/** The report of a scan with many gaps. */
export function sampleReport(changes: Partial<ScanReport> = {}): ScanReport {
  const check = { title: '', severity: 'high', assets: { passed: 0, failed: 0, notApplicable: 0, unknown: 0 } } as const
  return {
    schema: 'opencasb.report/v1',
    runId: 'run-1',
    integration: { id: 'github-acme', name: 'Acme', connector: 'github', connectorVersion: '0.1.0' },
    status: 'incomplete',
    mode: 'full',
    resumed: false,
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: '2026-01-01T00:05:00.000Z',
    checks: (['assessed', 'assessed', 'unknown'] as const).map((status, n) => ({
      ...check,
      check: `github/check-${n}`,
      status,
      unknown: [],
      frameworks: {},
    })),
    streams: [],
    gaps: Array.from({ length: 30 }, () => ({ reason: 'permission-missing', message: 'x', checks: [], count: 1 })),
    changes: {
      opened: 1,
      reopened: 0,
      changed: 0,
      resolved: 0,
      acknowledged: 0,
      ignored: 0,
      'ignore-expired': 0,
      'severity-changed': 0,
    },
    unchanged: 0,
    open: { critical: 0, high: 1, medium: 0, low: 0 },
    requests: [],
    ...changes,
  }
}
