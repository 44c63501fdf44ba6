import type { FindingFilter, FindingRecord } from '../contract/state.ts'
import { ConfigError } from '../errors/config-error.ts'
import type { Finding, FindingChange, FindingChangeType, FindingState } from '../model/finding.ts'
import { changeIdOf } from '../model/fingerprint.ts'
import { type Severity, severities } from '../model/severity.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import type { Action, FindingsService } from './findings-service.ts'

const unresolved: readonly FindingState[] = ['open', 'acknowledged', 'ignored', 'reopened']
const shortestFingerprint = 6

/** Makes the findings service of a scanner. */
export function createFindingsService(context: ScannerContext): FindingsService {
  const { state, clock } = context
  const { findings } = state
  const withState = (filter: FindingFilter = {}): FindingFilter =>
    filter.state ? filter : { ...filter, state: unresolved }

  const change = async (
    fingerprint: string,
    type: FindingChangeType,
    action: Action,
    next: (record: FindingRecord, at: string) => Omit<FindingRecord, 'finding'> & { readonly finding: Finding },
    note?: string,
  ): Promise<Finding> => {
    named(action.by)
    const record = await recordOf(context, fingerprint)
    const at = new Date(clock.now()).toISOString()
    const moved = next(record, at)
    const revision = record.finding.revision + 1
    const finding: Finding = { ...moved.finding, revision }
    const base = { id: changeIdOf(finding.fingerprint, revision, type), type, at }
    const words = [note, action.note].filter((text) => text !== undefined).join(' ')
    const history = { ...base, revision, by: action.by, ...(words !== '' && { note: words }) }
    await deliver(context, { ...base, finding })
    await state.commit({ integration: finding.integration, findings: [{ record: { ...moved, finding }, history }] })
    context.events.emit('finding-change', { ...base, finding })
    return finding
  }

  return {
    list: (filter, options = {}) => findings.list(withState(filter), options),
    async *all(filter) {
      let after: string | undefined
      do {
        const page = await findings.list(withState(filter), { limit: 1_000, ...(after !== undefined && { after }) })
        yield* page.items
        after = page.cursor
      } while (after !== undefined)
    },
    count: (filter, by = 'severity') => findings.count(withState(filter), by),
    async get(fingerprint) {
      const found = await findings.find(fingerprint)
      return found.length === 1 ? found[0]?.finding : undefined
    },
    async history(fingerprint) {
      const { finding } = await recordOf(context, fingerprint)
      return findings.history(finding.integration, finding.fingerprint)
    },
    ignore: async (fingerprint, { by, reason, until }) => {
      if (reason.trim() === '') throw new ConfigError('reason: say why the risk is accepted', { field: 'reason' })
      if (until && until.getTime() <= clock.now()) {
        throw new ConfigError('until: must lie in the future', { field: 'until' })
      }
      const end = until ? { until: until.toISOString() } : {}
      const note = until ? `Until ${until.toISOString()}: ${reason}` : reason
      const accept = (record: FindingRecord, at: string): FindingRecord => {
        refuseResolved(record, 'ignored')
        return { ...record, finding: { ...record.finding, state: 'ignored', ignore: { reason, by, at, ...end } } }
      }
      return change(fingerprint, 'ignored', { by }, accept, note)
    },
    acknowledge: (fingerprint, action) =>
      change(fingerprint, 'acknowledged', action, (record) => {
        refuseResolved(record, 'acknowledged')
        const { ignore: _ignore, ...finding } = record.finding
        return { ...record, finding: { ...finding, state: 'acknowledged' } }
      }),
    reopen: (fingerprint, action) =>
      change(fingerprint, 'reopened', action, (record) => {
        refuseResolved(record, 'reopened by hand: the next scan does that if the check still fails')
        const { ignore: _ignore, ...finding } = record.finding
        return { ...record, finding: { ...finding, state: 'reopened' } }
      }),
    setSeverity: async (fingerprint, severity, action) => {
      known(severity)
      const note = `Severity set to ${severity}.`
      const set = (record: FindingRecord): FindingRecord => {
        const finding: Finding = { ...record.finding, severity, severitySource: 'host' }
        return { ...record, hostSeverity: severity, finding }
      }
      return change(fingerprint, 'severity-changed', action, set, note)
    },
    resetSeverity: (fingerprint, action) =>
      change(
        fingerprint,
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

async function recordOf(context: ScannerContext, fingerprint: string): Promise<FindingRecord> {
  const field = 'fingerprint'
  if (fingerprint.length < shortestFingerprint) {
    throw new ConfigError(`${field}: give at least ${shortestFingerprint} characters of it`, { field })
  }
  const found = await context.state.findings.find(fingerprint)
  if (found.length === 1 && found[0]) return found[0]
  const problem = found.length === 0 ? 'there is no finding' : `there are ${found.length} findings`
  throw new ConfigError(`${field}: ${problem} whose fingerprint begins with "${fingerprint}"`, { field })
}

async function deliver(context: ScannerContext, change: FindingChange): Promise<void> {
  const signal = new AbortController().signal
  for (const sink of context.sinks) {
    await sink.write([change], { runId: '', integration: change.finding.integration, signal })
  }
}

function refuseResolved(record: FindingRecord, what: string): void {
  if (record.finding.state === 'resolved') {
    throw new ConfigError(`fingerprint: the finding is resolved, so it cannot be ${what}`, { field: 'fingerprint' })
  }
}

function named(by: string): void {
  if (by.trim() === '') throw new ConfigError('by: say who acts', { field: 'by' })
}

function known(severity: Severity): void {
  if (!severities.includes(severity)) {
    throw new ConfigError(`severity: "${severity}" is none; use one of ${severities.join(', ')}`, { field: 'severity' })
  }
}
