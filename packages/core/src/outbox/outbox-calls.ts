import type { OutboxRow } from '../contract/outbox.ts'
import type { FindingSink } from '../contract/sinks.ts'
import type { FindingChange } from '../model/finding.ts'
import type { HealthChange } from '../model/health.ts'
import type { ScanReport } from '../model/report.ts'

/** One call of a sink, with the messages that it delivers. */
export interface OutboxCall {
  readonly rows: readonly OutboxRow[]
  /** What it tells of. */
  readonly about: ReadonlySet<string>
  /** It waits for earlier calls that tell of one of these. */
  readonly after: readonly string[]
  send(sink: FindingSink, signal: AbortSignal): Promise<void>
}

/** Puts messages together into calls, in the order in which they were written. */
export function callsOf(rows: readonly OutboxRow[], batch: number): readonly OutboxCall[] {
  const groups: OutboxRow[][] = []
  const open = new Map<string, OutboxRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.type, row.integration, runOf(row)])
    const group = open.get(key)
    if (group && row.type === 'finding-change' && group.length < batch) group.push(row)
    else {
      const started = [row]
      open.set(key, started)
      groups.push(started)
    }
  }
  return groups.map(callOf)
}

function callOf(rows: readonly OutboxRow[]): OutboxCall {
  const [first] = rows
  const integration = first?.integration ?? ''
  switch (first?.type) {
    case 'health-change': {
      const about = [`health ${integration}`]
      const change = first.body as unknown as HealthChange
      const send: OutboxCall['send'] = async (sink, signal) => sink.healthChanged?.(change, { integration, signal })
      return { rows, about: new Set(about), after: about, send }
    }
    case 'scan-end': {
      const report = first.body as unknown as ScanReport
      const send: OutboxCall['send'] = async (sink) => sink.runEnded?.(report)
      return { rows, about: new Set(), after: [`findings ${integration}`], send }
    }
    default: {
      const changes = rows.map(({ body }) => body as unknown as FindingChange)
      const about = changes.map(({ finding }) => `finding ${finding.fingerprint}`)
      const runId = first ? runOf(first) : ''
      const send: OutboxCall['send'] = (sink, signal) => sink.write(changes, { runId, integration, signal })
      return { rows, about: new Set([...about, `findings ${integration}`]), after: about, send }
    }
  }
}

/** Empty where no scan made the change. */
function runOf({ type, body }: OutboxRow): string {
  return type === 'finding-change' ? ((body as unknown as FindingChange).runId ?? '') : ''
}
