import type { CommitBatch, RunRecord } from '../contract/state.ts'
import { assessHealth } from '../health/assess-health.ts'
import { commitPatch } from '../health/commit-patch.ts'
import { assessedHealth } from '../health/shown-health.ts'
import type { HealthChange } from '../model/health.ts'
import type { Integration } from '../model/integration.ts'
import type { ScanReport } from '../model/report.ts'
import { outboxEntriesOf } from '../outbox/outbox-entries.ts'
import { connectorOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { nextScanAt } from '../schedule/next-scan-at.ts'

/** How a scan ended. */
export interface ScanEnd {
  readonly integration: Integration
  readonly fence: NonNullable<CommitBatch['fence']>
  readonly run: RunRecord
  readonly report: ScanReport
  /** When the credential ends, where the vendor told. */
  readonly expiresAt: Date | undefined
  /** Only some of the checks were asked for. */
  readonly narrowed: boolean
}

/**
 * Writes how the run ended, how the integration is now, when it is scanned next and what durable sinks are told: all of it
 * or nothing. Returns the changes of health, which are yet to be announced.
 */
export async function saveEnd(context: ScannerContext, end: ScanEnd): Promise<readonly HealthChange[]> {
  const { sinks, clock, warningDays, schedule } = context
  const { fence, run, report, expiresAt, narrowed } = end
  // A scan that was stopped stays due, and one of a few checks stands in for none.
  const isScheduled = !narrowed && report.status !== 'aborted'
  const isOver = report.status === 'complete' || report.status === 'incomplete'
  return commitPatch(context, end.integration.id, (current) => {
    const now = clock.now()
    const health = assessHealth({
      previous: assessedHealth(current),
      evidence: { kind: 'scan', report, narrowed },
      expiresAt: expiresAt?.toISOString(),
      now,
      warningDays,
    })
    const next = nextScanAt({
      integration: current,
      interval: connectorOf(context, current.connector).interval,
      startedAt: Date.parse(report.startedAt),
      now,
      failures: health.failures,
      deferrals: health.deferrals,
      retryAt: report.resumeAt === undefined ? undefined : Date.parse(report.resumeAt),
      jitter: schedule.jitter,
      random: Math.random,
    })
    return {
      fence,
      run: { ...run, status: report.status, report },
      patch: { health, ...(isScheduled && { nextScanAt: new Date(next).toISOString() }) },
      outbox: outboxEntriesOf(sinks, [{ type: 'scan-end', report }], now),
      ...(isOver && { dropCheckpoints: true }),
    }
  })
}
