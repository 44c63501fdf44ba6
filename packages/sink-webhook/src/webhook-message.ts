import { hash } from 'node:crypto'
import type { FindingChange, FindingChangeType, HealthChange, ScanReport } from '@opencasb/core'

/** What a webhook can tell of. */
export type WebhookType =
  | 'finding.opened'
  | 'finding.reopened'
  | 'finding.changed'
  | 'finding.resolved'
  | 'finding.acknowledged'
  | 'finding.ignored'
  | 'finding.ignore_expired'
  | 'finding.severity_changed'
  | 'integration.health'
  | 'integration.credential_expiry'
  | 'scan.ended'

/** One webhook before it is signed. */
export interface WebhookMessage {
  readonly id: string
  readonly type: WebhookType
  /** The JSON text that is signed and sent. */
  readonly body: string
}

/** Evidence is left out of a message that would be longer; receivers are commonly set to refuse a megabyte. */
const mostBytes = 256 * 1024
/** Gaps, and checks that could not judge, that the end of a scan names. */
const mostListed = 20

const findingTypes: Readonly<Record<FindingChangeType, WebhookType>> = {
  opened: 'finding.opened',
  reopened: 'finding.reopened',
  changed: 'finding.changed',
  resolved: 'finding.resolved',
  acknowledged: 'finding.acknowledged',
  ignored: 'finding.ignored',
  'ignore-expired': 'finding.ignore_expired',
  'severity-changed': 'finding.severity_changed',
}

/** All types, for hosts that let people choose. */
export const webhookTypes: readonly WebhookType[] = [
  ...Object.values(findingTypes),
  'integration.health',
  'integration.credential_expiry',
  'scan.ended',
]

/** A change of a finding, with the finding after it. */
export function findingMessage(change: FindingChange): WebhookMessage {
  const { id, at, runId, finding } = change
  const type = findingTypes[change.type]
  const told = { id, ...(runId !== undefined && { runId }), finding }
  const whole = messageOf(id, type, at, told)
  if (Buffer.byteLength(whole.body) <= mostBytes) return whole
  const { evidence: _evidence, ...rest } = finding
  return messageOf(id, type, at, { ...told, finding: rest, evidenceLeftOut: true })
}

/** A change of an integration's health, or the coming end of its credentials. */
export function healthMessage(change: HealthChange): WebhookMessage {
  const { type, at, ...data } = change
  return messageOf(
    change.id,
    type === 'health-change' ? 'integration.health' : 'integration.credential_expiry',
    at,
    data,
  )
}

/** The end of a scan: how it ended, what changed, and what it could not see. */
export function scanMessage(report: ScanReport): WebhookMessage {
  const { runId, integration, tenant, status, mode, startedAt, endedAt, resumeAt, error } = report
  const { changes, unchanged, open, checks, gaps } = report
  const checksBy = { assessed: 0, partial: 0, unknown: 0, skipped: 0 }
  for (const check of checks) checksBy[check.status] += 1
  const data = {
    runId,
    integration,
    tenant,
    status,
    mode,
    startedAt,
    endedAt,
    resumeAt,
    error,
    changes,
    unchanged,
    open,
    checks: checksBy,
    gapCount: gaps.length,
    gaps: gaps.slice(0, mostListed).map(({ reason, message, count }) => ({ reason, message, count })),
  }
  // A run that stops and goes on ends several times.
  return messageOf(digest(`scan.ended ${runId} ${endedAt}`), 'scan.ended', endedAt, data)
}

function messageOf(id: string, type: WebhookType, timestamp: string, data: object): WebhookMessage {
  // Ids are part of what is signed, between full stops, and a header.
  const safeId = /^[\w-]{1,128}$/.test(id) ? id : digest(id)
  return { id: safeId, type, body: JSON.stringify({ type, timestamp, data }, wellFormed) }
}

/** Receivers that read strictly refuse halves of surrogate pairs. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value
}

function digest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32)
}
