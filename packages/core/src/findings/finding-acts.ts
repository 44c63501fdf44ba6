import { types } from 'node:util'
import type { FindingRecord } from '../contract/state.ts'
import { ConfigError } from '../errors/config-error.ts'
import { isConflict } from '../errors/is-conflict.ts'
import { anyText, anything, checkGiven, shape } from '../given/reader.ts'
import type { Finding, FindingChange, FindingChangeType } from '../model/finding.ts'
import { changeIdOf } from '../model/fingerprint.ts'
import { type Severity, severities } from '../model/severity.ts'
import { isDurable, outboxEntriesOf } from '../outbox/outbox-entries.ts'
import { integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import type { Action, FindingRef, FindingsService } from './findings-service.ts'
import { recordOf } from './record-of.ts'

/** What people do to findings. */
export type FindingActs = Pick<FindingsService, 'ignore' | 'acknowledge' | 'reopen' | 'setSeverity' | 'resetSeverity'>

/** Misspelt, an end would never come. */
const anIgnore = shape({ by: anything, reason: anything, until: anything })
const anAction = shape({ by: anything, note: anyText })

/** A scan comes across a finding once or twice, so that there is soon nobody in the way. */
const mostAttempts = 10

/**
 * Each change is told to the sinks, then committed with its entry in the history. Where a scan or somebody else has
 * changed the finding since it was read, it is read again, and the change is made to what it is now.
 */
export function findingActs(context: ScannerContext): FindingActs {
  const { state, clock } = context
  const changeOnce = async (
    ref: FindingRef,
    type: FindingChangeType,
    action: Action,
    next: (record: FindingRecord, at: string) => Omit<FindingRecord, 'finding'> & { readonly finding: Finding },
    note?: string,
  ): Promise<Finding> => {
    const record = await recordOf(context, ref)
    const at = new Date(clock.now()).toISOString()
    const moved = next(record, at)
    const revision = record.finding.revision + 1
    const finding: Finding = { ...moved.finding, revision }
    const { id: integration, createdAt: addedAt } = await integrationOf(context, finding.integration)
    const id = changeIdOf({ integration, addedAt }, finding.fingerprint, revision, type)
    const base = { id, type, at }
    const words = [note, action.note].filter((text) => text !== undefined).join(' ')
    const history = { ...base, revision, by: action.by, ...(words !== '' && { note: words }) }
    await deliver(context, { ...base, finding })
    const outbox = outboxEntriesOf(
      context.sinks,
      [{ type: 'finding-change', change: { ...base, finding } }],
      clock.now(),
    )
    const basedOn = { revision: record.finding.revision, seenRun: record.seenRun }
    const findings = [{ record: { ...moved, finding }, history, basedOn }]
    await state.commit({ integration: finding.integration, findings, ...(outbox.length > 0 && { outbox }) })
    context.events.emit('finding-change', { ...base, finding })
    return finding
  }
  const change = async (...act: Parameters<typeof changeOnce>): Promise<Finding> => {
    const [, , action] = act
    checkGiven(anAction, action, 'action')
    said(action.by, 'by', 'say who acts')
    for (let attempt = 1; ; attempt++) {
      try {
        return await changeOnce(...act)
      } catch (error) {
        if (attempt === mostAttempts || !isConflict(error)) throw error
      }
    }
  }

  return {
    ignore: async (ref, action) => {
      checkGiven(anIgnore, action, 'action')
      const { by, reason, until } = action
      said(reason, 'reason', 'say why the risk is accepted')
      refusePast(until, clock.now())
      const end = until ? { until: until.toISOString() } : {}
      const note = until ? `Until ${until.toISOString()}: ${reason}` : reason
      const accept = (record: FindingRecord, at: string): FindingRecord => {
        refuseResolved(record, 'ignored')
        return { ...record, finding: { ...record.finding, state: 'ignored', ignore: { reason, by, at, ...end } } }
      }
      return change(ref, 'ignored', { by }, accept, note)
    },
    acknowledge: (ref, action) =>
      change(ref, 'acknowledged', action, (record) => {
        refuseResolved(record, 'acknowledged')
        const { ignore: _ignore, ...finding } = record.finding
        return { ...record, finding: { ...finding, state: 'acknowledged' } }
      }),
    reopen: (ref, action) =>
      change(ref, 'reopened', action, (record) => {
        refuseResolved(record, 'reopened by hand: the next scan does that if the check still fails')
        const { ignore: _ignore, ...finding } = record.finding
        return { ...record, finding: { ...finding, state: 'reopened' } }
      }),
    setSeverity: async (ref, severity, action) => {
      known(severity)
      const note = `Severity set to ${severity}.`
      const set = (record: FindingRecord): FindingRecord => {
        const finding: Finding = { ...record.finding, severity, severitySource: 'host' }
        return { ...record, hostSeverity: severity, finding }
      }
      return change(ref, 'severity-changed', action, set, note)
    },
    resetSeverity: (ref, action) =>
      change(
        ref,
        'severity-changed',
        action,
        (record) => {
          const { hostSeverity: _host, ...rest } = record
          return { ...rest, finding: { ...record.finding, ...(record.scanSeverity ?? {}) } }
        },
        'Severity put back to what check and policy say.',
      ),
  }
}

async function deliver(context: ScannerContext, change: FindingChange): Promise<void> {
  const signal = new AbortController().signal
  for (const sink of context.sinks) {
    if (isDurable(sink)) continue
    await sink.write([change], { runId: '', integration: change.finding.integration, signal })
  }
}

function refuseResolved(record: FindingRecord, what: string): void {
  if (record.finding.state === 'resolved') {
    throw new ConfigError(`fingerprint: the finding is resolved, so it cannot be ${what}`, { field: 'fingerprint' })
  }
}

function said(words: unknown, field: string, remedy: string): void {
  if (typeof words !== 'string' || words.trim() === '') throw new ConfigError(`${field}: ${remedy}`, { field })
}

function refusePast(until: unknown, now: number): void {
  const field = 'until'
  if (until === undefined) return
  // A date that is none would be an end that never comes.
  if (!types.isDate(until) || Number.isNaN(until.getTime())) {
    throw new ConfigError(`${field}: must be a Date that is valid; leave it out for good`, { field })
  }
  if (until.getTime() <= now) throw new ConfigError(`${field}: must lie in the future`, { field })
}

function known(severity: Severity): void {
  if (!severities.includes(severity)) {
    throw new ConfigError(`severity: "${severity}" is none; use one of ${severities.join(', ')}`, { field: 'severity' })
  }
}
