import type { Gap, GapReason, ScanReport } from '@opencasb/core'
import { gapReasons } from '../text/gap-reasons.ts'
import { messageText } from './message-text.ts'
import type { RuleCollection } from './rule-collection.ts'
import type { SarifDescriptor, SarifInvocation, SarifNotification, SarifReference } from './sarif-log.ts'

const reasons = Object.keys(gapReasons) as GapReason[]
const failure: SarifReference = { id: 'scan-failed', index: reasons.length }

/** The kinds of notification that an invocation can have: one per reason of a gap, and the failure of a scan. */
export const notificationKinds: readonly SarifDescriptor[] = [
  ...reasons.map((reason) => ({ id: reason, shortDescription: { text: gapReasons[reason] } })),
  { id: failure.id, shortDescription: { text: 'The scan failed' } },
]

/** One scan, with everything that it could not look at. */
export function scanInvocation(report: ScanReport, rules: RuleCollection): SarifInvocation {
  const { integration, status, error } = report
  return {
    executionSuccessful: status === 'complete' || status === 'incomplete',
    startTimeUtc: report.startedAt,
    endTimeUtc: report.endedAt,
    toolExecutionNotifications: [
      ...(error === undefined
        ? []
        : [
            {
              descriptor: failure,
              level: 'error' as const,
              message: { text: messageText(error.message) },
              properties: { code: error.code },
            },
          ]),
      ...report.gaps.map((gap) => gapNotification(gap, rules)),
    ],
    properties: {
      integration: integration.id,
      integrationName: integration.name,
      connector: integration.connector,
      connectorVersion: integration.connectorVersion,
      tenant: report.tenant?.id,
      tenantName: report.tenant?.name,
      runId: report.runId,
      status,
      mode: report.mode,
      resumeAt: report.resumeAt,
      checks: Object.fromEntries(
        report.checks.map(({ check, status: outcome, assets }) => [check, { status: outcome, assets: { ...assets } }]),
      ),
    },
  }
}

/** What could not be looked at is told, or silence would look like a pass. */
function gapNotification(gap: Gap, rules: RuleCollection): SarifNotification {
  const [check, ...others] = gap.checks
  const index = check === undefined ? undefined : rules.find(check)
  const unknown = gap.checks.length === 0 ? '' : ` Unknown because of it: ${gap.checks.join(', ')}.`
  return {
    descriptor: { id: gap.reason, index: reasons.indexOf(gap.reason) },
    level: 'warning',
    message: { text: messageText(`${gap.message}${unknown}`) },
    ...(check !== undefined && index !== undefined && others.length === 0
      ? { associatedRule: { id: check, index } }
      : {}),
    properties: {
      checks: gap.checks,
      missing: gap.missing,
      resource: gap.resource,
      facet: gap.facet,
      partition: gap.partition,
      asset: gap.asset,
      count: gap.count,
    },
  }
}
