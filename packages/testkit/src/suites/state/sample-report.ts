import type { ScanReport } from '@opencasb/core'
import { sampleTime } from './sample-time.ts'

/**
 * The report of a complete scan that found nothing and took a minute, of the integration that `sampleFinding`
 * belongs to. What is given replaces whole fields.
 */
export function sampleReport(changes: Partial<ScanReport> = {}): ScanReport {
  return {
    schema: 'opencasb.report/v1',
    runId: 'run-1',
    integration: { id: 'one', name: 'Integration one', connector: 'sample', connectorVersion: '1.0.0' },
    status: 'complete',
    mode: 'full',
    resumed: false,
    startedAt: sampleTime,
    endedAt: '2026-01-01T00:01:00.000Z',
    checks: [],
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
    ...changes,
  }
}
