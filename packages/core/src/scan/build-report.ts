import type { Check } from '../contract/check.ts'
import type { Connector } from '../contract/connector.ts'
import type { CheckCoverage, CheckStatus, Gap, UnknownReason } from '../model/coverage.ts'
import type { FindingChangeType } from '../model/finding.ts'
import type { Integration, Tenant } from '../model/integration.ts'
import type { BucketUsage, ReportedError, ScanReport, ScanStatus } from '../model/report.ts'
import type { Severity } from '../model/severity.ts'
import type { ChosenCheck } from '../plan/chosen-check.ts'
import type { ReadPlan } from '../plan/read-plan.ts'
import { totalOf } from './coverage-recorder.ts'
import type { StreamResult } from './run-stream.ts'
import type { StreamProgress } from './stream-progress.ts'

/** Gaps that nobody can close with the credentials at hand do not make a scan incomplete. */
const acceptedGaps: readonly string[] = ['feature-unavailable', 'auth-kind-unsupported']

/** Everything that a report is made of. */
export interface ReportParts {
  readonly runId: string
  readonly integration: Integration
  readonly connector: Connector
  readonly tenant?: Tenant | undefined
  readonly startedAt: Date
  readonly endedAt: Date
  readonly mode: 'full' | 'incremental'
  readonly resumed: boolean
  readonly chosen: readonly ChosenCheck[]
  readonly skipped: readonly Check[]
  readonly plan?: ReadPlan | undefined
  readonly results: ReadonlyMap<string, readonly StreamResult[]>
  /** Changes made outside of streams. */
  readonly others: StreamProgress
  readonly requests: readonly BucketUsage[]
  readonly open: Readonly<Record<string, number>>
  /** How long to wait before look-up tables can be read. */
  readonly deferredMs: number
  readonly error?: ReportedError | undefined
  readonly aborted: boolean
}

/** Makes the report of a scan. */
export function buildReport(parts: ReportParts): ScanReport {
  const streams = [...parts.results.values()].flat()
  const gaps = [...(parts.plan?.blocked ?? []), ...streams.flatMap(({ recorder }) => recorder.gaps)]
  const deferredMs = Math.max(parts.deferredMs, ...streams.map((stream) => stream.deferredMs ?? 0))
  const status = statusOf(parts, gaps, deferredMs)
  const progress = [parts.others, ...streams.map((stream) => stream.progress)]
  return {
    schema: 'opencasb.report/v1',
    runId: parts.runId,
    integration: {
      id: parts.integration.id,
      name: parts.integration.name,
      connector: parts.connector.id,
      connectorVersion: parts.connector.version,
    },
    ...(parts.tenant && { tenant: parts.tenant }),
    status,
    mode: parts.mode,
    resumed: parts.resumed,
    startedAt: parts.startedAt.toISOString(),
    endedAt: parts.endedAt.toISOString(),
    ...(status === 'deferred' && { resumeAt: new Date(parts.endedAt.getTime() + deferredMs).toISOString() }),
    ...(parts.error && { error: parts.error }),
    checks: [
      ...parts.chosen.map((chosen) => coverageOf(chosen, parts)),
      ...parts.skipped.map((check) => coverage(check, check.severity, 'skipped', [])),
    ],
    streams: streams.map((stream) => stream.coverage),
    gaps,
    changes: changesOf(progress),
    unchanged: progress.reduce((sum, { unchanged }) => sum + unchanged, 0),
    open: openOf(parts.open),
    requests: parts.requests,
  }
}

function statusOf(parts: ReportParts, gaps: readonly Gap[], deferredMs: number): ScanStatus {
  if (parts.aborted) return 'aborted'
  if (parts.error) return 'failed'
  if (deferredMs > 0) return 'deferred'
  return gaps.every(({ reason }) => acceptedGaps.includes(reason)) ? 'complete' : 'incomplete'
}

function coverageOf(chosen: ChosenCheck, parts: ReportParts): CheckCoverage {
  const { check } = chosen
  const severity = chosen.policySeverity ?? check.severity
  const blocked = parts.plan?.blocked.filter(({ checks }) => checks.includes(check.id)) ?? []
  if (blocked.length > 0) {
    return coverage(
      check,
      severity,
      'unknown',
      blocked.map(({ reason, message }) => ({ reason, message })),
    )
  }
  const results = parts.results.get(check.on.from?.facet.of.name ?? check.on.name)
  if (!results) {
    const message = parts.error?.message ?? 'The scan ended before it came to this check'
    return coverage(check, severity, 'unknown', [{ reason: parts.aborted ? 'aborted' : 'dependency', message }])
  }
  const { assets, reasons } = totalOf(
    results.map(({ recorder }) => recorder),
    chosen,
  )
  const broken = results
    .filter(({ coverage }) => !coverage.complete)
    .map(({ coverage, recorder }) => {
      const gap = recorder.gaps.find(
        ({ reason, resource }) => reason === coverage.reason && resource === coverage.resource,
      )
      const message = gap?.message ?? `${coverage.resource} was not read to the end`
      return { reason: coverage.reason ?? ('aborted' as const), message }
    })
  const unknown = [...reasons, ...broken.filter(({ reason }) => !reasons.some((known) => known.reason === reason))]
  const judged = assets.passed + assets.failed + assets.notApplicable
  const status: CheckStatus = unknown.length === 0 ? 'assessed' : judged > 0 ? 'partial' : 'unknown'
  return { ...coverage(check, severity, status, unknown), assets }
}

function coverage(
  check: Check,
  severity: Severity,
  status: CheckStatus,
  unknown: readonly UnknownReason[],
): CheckCoverage {
  return {
    check: check.id,
    title: check.title,
    severity,
    status,
    assets: { passed: 0, failed: 0, notApplicable: 0, unknown: 0 },
    unknown,
    frameworks: check.frameworks,
  }
}

function changesOf(progress: readonly StreamProgress[]): Record<FindingChangeType, number> {
  const changes: Record<FindingChangeType, number> = {
    opened: 0,
    reopened: 0,
    changed: 0,
    resolved: 0,
    acknowledged: 0,
    ignored: 0,
    'ignore-expired': 0,
    'severity-changed': 0,
  }
  for (const entry of progress) {
    for (const type of Object.keys(changes) as FindingChangeType[]) changes[type] += entry.changes[type] ?? 0
  }
  return changes
}

function openOf(counts: Readonly<Record<string, number>>): Record<Severity, number> {
  return {
    critical: counts['critical'] ?? 0,
    high: counts['high'] ?? 0,
    medium: counts['medium'] ?? 0,
    low: counts['low'] ?? 0,
  }
}
