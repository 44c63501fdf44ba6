import type { CheckCategory, Finding, FindingChange, FindingChangeType, FindingState, Severity } from '@opencasb/core'
import { defaultGenerator } from '../output/generator.ts'
import type { Generator } from '../output/output.ts'
import { webLink } from '../text/web-link.ts'
import { LimitedText } from './limited-text.ts'
import { type OcsfCheckStatus, type OcsfFinding, ocsfVersion } from './ocsf-finding.ts'

/** What {@link toOcsf} is told beside the change. */
export interface OcsfContext {
  /** The product that the event names. @default this package */
  readonly product?: Generator
}

/** Whether what a check looks for is how something is set up, or something to be looked at. */
const compliance: Readonly<Record<CheckCategory, boolean>> = {
  misconfiguration: true,
  'account-risk': true,
  'data-exposure': false,
  'third-party-access': false,
  activity: false,
  vulnerability: false,
}

const severities = {
  critical: { severity_id: 5, severity: 'Critical' },
  high: { severity_id: 4, severity: 'High' },
  medium: { severity_id: 3, severity: 'Medium' },
  low: { severity_id: 2, severity: 'Low' },
} as const satisfies Readonly<Record<Severity, object>>

const states = {
  open: { status_id: 1, status: 'New' },
  reopened: { status_id: 1, status: 'New' },
  acknowledged: { status_id: 2, status: 'In Progress' },
  ignored: { status_id: 3, status: 'Suppressed' },
  resolved: { status_id: 4, status: 'Resolved' },
} as const satisfies Readonly<Record<FindingState, object>>

/**
 * A change of a finding as an event of OCSF 1.8.0: Compliance Finding (2003) for how something is set up, Detection Finding
 * (2004) for access, exposure and activity. The same change gives the same event.
 * @see https://schema.ocsf.io/1.8.0/classes/compliance_finding
 * @see https://schema.ocsf.io/1.8.0/classes/detection_finding
 */
export function toOcsf(change: FindingChange, { product = defaultGenerator }: OcsfContext = {}): OcsfFinding {
  const { finding, type } = change
  const limited = new LimitedText()
  const activity = activityOf(type)
  const time = Date.parse(change.at)
  const title = limited.of(finding.title)
  const message = limited.of(finding.message)
  const risk = limited.of(finding.risk)
  const detail = statusDetail(finding)
  const evidence = limited.value(finding.evidence)
  const rest = {
    ...activity,
    category_uid: 2,
    category_name: 'Findings',
    time,
    ...severities[finding.severity],
    ...states[finding.state],
    ...(detail !== undefined && { status_detail: limited.of(detail) }),
    message,
    finding_info: findingInfo(finding, { time, title, message }),
    resources: [resourceOf(finding, limited)],
    remediation: { desc: limited.of(finding.remediation) },
    ...(evidence && Object.keys(evidence).length > 0 && { evidences: [{ data: evidence }] }),
    unmapped: unmappedOf(finding),
  } as const
  const metadata = {
    uid: change.id,
    version: ocsfVersion,
    product: { name: product.name, vendor_name: 'OpenCASB', version: product.version },
    event_code: type,
    tenant_uid: finding.tenant,
    ...(change.runId !== undefined && { correlation_uid: change.runId }),
    ...(limited.isTruncated && { is_truncated: true }),
  } as const
  if (compliance[finding.category]) {
    const names = classNames(2003, 'Compliance Finding', activity)
    return { metadata, ...names, ...rest, compliance: complianceOf(finding, title, risk) }
  }
  const isAlert = finding.state !== 'resolved' && finding.state !== 'ignored'
  return {
    metadata,
    ...classNames(2004, 'Detection Finding', activity),
    ...rest,
    is_alert: isAlert,
    risk_details: risk,
  }
}

function activityOf(type: FindingChangeType) {
  if (type === 'opened') return { activity_id: 1, activity_name: 'Create' } as const
  if (type === 'resolved') return { activity_id: 3, activity_name: 'Close' } as const
  return { activity_id: 2, activity_name: 'Update' } as const
}

function classNames<Uid extends number, Name extends string>(
  uid: Uid,
  name: Name,
  { activity_id: activity, activity_name: activityName }: ReturnType<typeof activityOf>,
) {
  return {
    class_uid: uid,
    class_name: name,
    type_uid: uid * 100 + activity,
    type_name: `${name}: ${activityName}`,
  }
}

function findingInfo(finding: Finding, { time, title, message }: { time: number; title: string; message: string }) {
  const first = Date.parse(finding.firstSeen)
  const link = webLink(finding.asset.url)
  return {
    uid: finding.fingerprint,
    title,
    desc: message,
    types: [finding.category],
    created_time: first,
    first_seen_time: first,
    last_seen_time: Date.parse(finding.lastSeen),
    modified_time: time,
    ...(link !== undefined && { src_url: link }),
    analytic: {
      uid: finding.check,
      name: title,
      version: String(finding.checkVersion),
      type_id: 1,
      type: 'Rule',
    },
  } as const
}

function resourceOf({ asset }: Finding, limited: LimitedText) {
  return {
    uid: asset.id,
    name: limited.of(asset.name),
    type: asset.kind,
    ...(asset.owner !== undefined && { owner: { name: limited.of(asset.owner) } }),
    ...(asset.status !== undefined && { labels: [limited.of(asset.status)] }),
  }
}

function complianceOf(finding: Finding, title: string, risk: string) {
  const standards = Object.keys(finding.frameworks)
  const requirements = Object.entries(finding.frameworks).flatMap(([standard, controls]) =>
    controls.map((control) => `${standard} ${control}`),
  )
  const [control, ...others] = requirements
  const status = checkStatus(finding)
  return {
    ...status,
    ...(standards.length > 0 && { standards }),
    ...(requirements.length > 0 && { requirements }),
    ...(control !== undefined && others.length === 0 && { control }),
    checks: [{ uid: finding.check, name: title, desc: risk, version: String(finding.checkVersion), ...status }],
  }
}

/** A finding that closed because its asset is gone did not pass. */
function checkStatus({ state, resolution }: Finding): OcsfCheckStatus {
  if (state !== 'resolved') return { status_id: 3, status: 'Fail' }
  if (resolution === 'passed') return { status_id: 1, status: 'Pass' }
  return { status_id: 99, status: resolution === 'retired' ? 'Not checked any more' : 'Asset gone' }
}

function statusDetail({ state, ignore, resolution }: Finding): string | undefined {
  if (state === 'ignored' && ignore) return `Accepted by ${ignore.by}: ${ignore.reason}`
  return state === 'resolved' ? resolution : undefined
}

function unmappedOf(finding: Finding) {
  return {
    integration: finding.integration,
    connector: finding.connector,
    state: finding.state,
    revision: finding.revision,
    severity_source: finding.severitySource,
    ...(finding.part !== undefined && { part: finding.part }),
    ...(finding.unknownSince !== undefined && { unknown_since: finding.unknownSince }),
  }
}
