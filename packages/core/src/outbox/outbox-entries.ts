import type { OutboxEntry, OutboxType } from '../contract/outbox.ts'
import type { FindingSink } from '../contract/sinks.ts'
import type { FindingChange } from '../model/finding.ts'
import { digestOf } from '../model/fingerprint.ts'
import type { HealthChange } from '../model/health.ts'
import type { JsonValue } from '../model/json.ts'
import type { ScanReport } from '../model/report.ts'

/** Gaps and streams that a report keeps on its way through the outbox. */
const mostListed = 100

/** What durable sinks are to be told. */
export type OutboxMessage =
  | { readonly type: 'finding-change'; readonly change: FindingChange }
  | { readonly type: 'health-change'; readonly change: HealthChange }
  | { readonly type: 'scan-end'; readonly report: ScanReport }

/** The messages for the durable ones of these sinks, to be written in the commit that they tell of. */
export function outboxEntriesOf(
  sinks: readonly FindingSink[],
  messages: readonly OutboxMessage[],
  now: number,
): readonly OutboxEntry[] {
  const createdAt = new Date(now).toISOString()
  return sinks
    .filter(isDurable)
    .flatMap((sink) =>
      messages
        .filter(({ type }) => takes(sink, type))
        .map((message) => ({ ...contentOf(message), sink: sink.name, type: message.type, createdAt })),
    )
}

/** Served through the outbox; the others are called while the scan waits. */
export function isDurable(sink: FindingSink): boolean {
  return sink.durable !== undefined
}

function takes(sink: FindingSink, type: OutboxType): boolean {
  if (type === 'scan-end') return sink.runEnded !== undefined
  return type === 'finding-change' || sink.healthChanged !== undefined
}

function contentOf(message: OutboxMessage): Pick<OutboxEntry, 'id' | 'integration' | 'body'> {
  switch (message.type) {
    case 'finding-change': {
      const { change } = message
      return { id: change.id, integration: change.finding.integration, body: asJson(change) }
    }
    case 'health-change':
      return { id: message.change.id, integration: message.change.integration, body: asJson(message.change) }
    case 'scan-end': {
      const { report } = message
      // A run that stops and goes on ends several times.
      const id = digestOf(['scan-end', report.runId, report.endedAt])
      return { id, integration: report.integration.id, body: asJson(compact(report)) }
    }
  }
}

function compact(report: ScanReport): ScanReport {
  const streams = report.streams.filter(({ complete }) => !complete).slice(0, mostListed)
  const checks = report.checks.map((check) => ({ ...check, unknown: check.unknown.slice(0, 1), frameworks: {} }))
  return { ...report, checks, streams, gaps: report.gaps.slice(0, mostListed) }
}

/** The model's interfaces hold plain data only. */
function asJson(value: FindingChange | HealthChange | ScanReport): JsonValue {
  return value as unknown as JsonValue
}
