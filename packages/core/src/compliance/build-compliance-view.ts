import type { Check } from '../contract/check.ts'
import type { Framework, FrameworkControl } from '../contract/framework.ts'
import type { CheckCoverage } from '../model/coverage.ts'
import type { Finding } from '../model/finding.ts'
import type { ScanReport } from '../model/report.ts'
import {
  type ComplianceView,
  type ControlCheck,
  type ControlResult,
  type ControlStatus,
  controlStatuses,
  mostConcerned,
} from './compliance-view.ts'

/** What a view is made of. */
export interface ComplianceParts {
  readonly framework: Framework
  readonly checks: readonly Check[]
  readonly report: ScanReport
  /** Findings of the integration that are not resolved, the most urgent first. */
  readonly findings: AsyncIterable<Finding>
}

interface Against {
  total: number
  accepted: number
  readonly concerned: Finding[]
}

/** Lays a benchmark over the last scan of an integration. */
export async function buildComplianceView(parts: ComplianceParts): Promise<ComplianceView> {
  const { framework, report } = parts
  const answering = checksByControl(parts)
  const against = await findingsByControl(parts)
  const coverage = new Map(report.checks.map((entry) => [entry.check, entry]))
  const controls = framework.controls.map((control) => {
    const checks = (answering.get(control.id) ?? []).map((check) => controlCheck(check, coverage.get(check.id)))
    return resultOf(control, checks, against.get(control.id), report.mode === 'full')
  })
  const { id, title, version, url } = framework
  return {
    schema: 'opencasb.compliance/v1',
    connector: report.integration.connector,
    integration: { id: report.integration.id, name: report.integration.name },
    ...(report.tenant && { tenant: report.tenant }),
    framework: { id, title, version, url },
    assessedAt: report.endedAt,
    counts: countsOf(controls),
    controls,
  }
}

function checksByControl({ framework, checks }: ComplianceParts): ReadonlyMap<string, readonly Check[]> {
  const byControl = new Map<string, Check[]>()
  for (const check of checks) {
    for (const control of check.frameworks[framework.id] ?? []) {
      const answering = byControl.get(control) ?? []
      byControl.set(control, answering)
      answering.push(check)
    }
  }
  return byControl
}

async function findingsByControl({
  framework,
  checks,
  findings,
}: ComplianceParts): Promise<ReadonlyMap<string, Against>> {
  const controlsOf = new Map(checks.map((check) => [check.id, check.frameworks[framework.id] ?? []]))
  const byControl = new Map<string, Against>()
  for await (const finding of findings) {
    for (const control of controlsOf.get(finding.check) ?? []) {
      const against = byControl.get(control) ?? { total: 0, accepted: 0, concerned: [] }
      byControl.set(control, against)
      against.total += 1
      if (finding.state === 'ignored') against.accepted += 1
      if (against.concerned.length < mostConcerned) against.concerned.push(finding)
    }
  }
  return byControl
}

function controlCheck(check: Check, coverage: CheckCoverage | undefined): ControlCheck {
  return {
    check: check.id,
    title: check.title,
    severity: coverage?.severity ?? check.severity,
    status: coverage?.status ?? 'skipped',
    assets: coverage?.assets ?? { passed: 0, failed: 0, notApplicable: 0, unknown: 0 },
    unknown: coverage?.unknown ?? [],
  }
}

function resultOf(
  { id, title, manual }: FrameworkControl,
  checks: readonly ControlCheck[],
  against: Against | undefined,
  isFull: boolean,
): ControlResult {
  return {
    id,
    title,
    status: statusOf(checks, against, isFull),
    ...(manual !== undefined && { manual }),
    checks,
    findings: { total: against?.total ?? 0, accepted: against?.accepted ?? 0 },
    concerned: (against?.concerned ?? []).map(({ asset, check, severity, message, state, fingerprint }) => ({
      asset,
      check,
      severity,
      message,
      state,
      fingerprint,
    })),
  }
}

function statusOf(checks: readonly ControlCheck[], against: Against | undefined, isFull: boolean): ControlStatus {
  if (checks.length === 0) return 'not-covered'
  if (against) return 'fail'
  if (checks.some(({ status }) => status !== 'assessed')) return 'unknown'
  // A change feed brings only what moved: that nothing did says nothing about what there is.
  const concerned = checks.reduce((sum, { assets }) => sum + assets.passed + assets.failed, 0)
  return isFull && concerned === 0 ? 'not-applicable' : 'pass'
}

function countsOf(controls: readonly ControlResult[]): Record<ControlStatus, number> {
  const counts = Object.fromEntries(controlStatuses.map((status) => [status, 0])) as Record<ControlStatus, number>
  for (const { status } of controls) counts[status] += 1
  return counts
}
