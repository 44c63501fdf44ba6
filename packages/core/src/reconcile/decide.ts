import type { FindingRecord } from '../contract/state.ts'
import type { Finding, FindingChange, FindingChangeType, FindingHistoryEntry, Resolution } from '../model/finding.ts'
import { changeIdOf, type FindingOwner, fingerprintOf } from '../model/fingerprint.ts'
import type { FailObservation, Observation } from './observation.ts'
import { type SeverityVotes, severityOf } from './severity-of.ts'

/** Where and when a decision is made. */
export interface DecisionContext extends FindingOwner {
  readonly connector: string
  readonly tenant: string
  readonly runId: string
  readonly at: string
}

/**
 * What is to be written.
 * - `nothing`: there is no finding and none to make
 * - `seen` / `unassessed` / `missed`: only the bookkeeping of the record moves
 * - `write`: the record is stored; `change` and `history` are there unless it happens silently
 */
export type Decision =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'seen'; readonly fingerprint: string }
  | { readonly kind: 'unassessed'; readonly fingerprint: string }
  | { readonly kind: 'missed'; readonly fingerprint: string }
  | {
      readonly kind: 'write'
      readonly record: FindingRecord
      readonly history?: FindingHistoryEntry
      readonly change?: FindingChange
    }

/** Leaves everything as it is. */
export const nothing: Decision = { kind: 'nothing' }

/** The reconcile table: what one observation does to the finding on record. Pure. */
export function decide(record: FindingRecord | undefined, seen: Observation, context: DecisionContext): Decision {
  if (seen.outcome === 'fail') return decideFail(record, seen, context)
  if (!record || record.finding.state === 'resolved') return nothing
  switch (seen.outcome) {
    case 'pass':
      return resolve(record, 'passed', context)
    case 'unknown':
      return { kind: 'unassessed', fingerprint: record.finding.fingerprint }
    case 'deleted':
      return resolve(record, 'deleted', context)
    case 'absent':
      return seen.tolerant && record.misses === 0
        ? { kind: 'missed', fingerprint: record.finding.fingerprint }
        : resolve(record, 'absent', context)
    case 'retired':
      return resolve(record, 'retired', context)
  }
}

function decideFail(record: FindingRecord | undefined, seen: FailObservation, context: DecisionContext): Decision {
  const previous = record?.finding
  const next = findingOf(record, seen, context)
  const moved = {
    ...recordOf(seen, context),
    scanSeverity: severityOf(votesOf(seen)),
    ...(record?.hostSeverity && { hostSeverity: record.hostSeverity }),
  }
  if (!previous) return write({ ...moved, finding: next }, 'opened', context)
  if (previous.state === 'resolved') {
    const { resolvedAt: _at, resolution: _why, ...again } = next
    // An accepted risk that comes back is still accepted.
    return previous.ignore
      ? quietly({ ...moved, finding: { ...again, state: 'ignored' } })
      : write({ ...moved, finding: { ...again, state: 'reopened' } }, 'reopened', context)
  }
  if (hasChanged(previous, next)) {
    return previous.state === 'ignored'
      ? { kind: 'write', record: { ...moved, finding: next } }
      : write({ ...moved, finding: next }, 'changed', context)
  }
  const isSame =
    previous.unknownSince === undefined &&
    record.misses === 0 &&
    record.partition === seen.partition &&
    record.parent === seen.parent &&
    sameJson(wordsOf(previous), wordsOf(next))
  return isSame
    ? { kind: 'seen', fingerprint: previous.fingerprint }
    : { kind: 'write', record: { ...moved, finding: next } }
}

/** What sinks are told of: evidence, severity and message. */
function hasChanged(previous: Finding, next: Finding): boolean {
  return (
    previous.severity !== next.severity ||
    previous.message !== next.message ||
    !sameJson(previous.evidence, next.evidence)
  )
}

/** What may be reworded or renamed without anything having happened. */
function wordsOf(finding: Finding): unknown {
  const { title, risk, remediation, frameworks, asset, checkVersion, category, severitySource } = finding
  return [title, risk, remediation, frameworks, asset, checkVersion, category, severitySource]
}

/** Compares plain JSON without regard to the order of keys: databases do not keep it. */
function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = Object.entries(a).filter(([, value]) => value !== undefined)
  const right = new Map(Object.entries(b).filter(([, value]) => value !== undefined))
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameJson(value, right.get(key)))
}

function recordOf(seen: FailObservation, context: DecisionContext): Omit<FindingRecord, 'finding'> {
  return {
    resource: seen.resource,
    partition: seen.partition,
    item: seen.item,
    ...(seen.parent !== undefined && { parent: seen.parent }),
    seenRun: context.runId,
    misses: 0,
  }
}

function findingOf(record: FindingRecord | undefined, seen: FailObservation, context: DecisionContext): Finding {
  const { check, verdict } = seen
  const { unknownSince: _unknownSince, ...previous } = record?.finding ?? ({} as Partial<Finding>)
  const identity = {
    connector: context.connector,
    tenant: context.tenant,
    check: check.id,
    item: seen.item,
    ...(verdict.part !== undefined && { part: verdict.part }),
  }
  return {
    fingerprint: previous.fingerprint ?? fingerprintOf(identity),
    integration: context.integration,
    connector: context.connector,
    tenant: context.tenant,
    check: check.id,
    checkVersion: check.version,
    category: check.category,
    title: check.title,
    message: verdict.message,
    risk: check.risk,
    remediation: check.remediation,
    frameworks: check.frameworks,
    asset: seen.asset,
    ...(verdict.part !== undefined && { part: verdict.part }),
    evidence: verdict.evidence,
    ...severityOf({ ...votesOf(seen), host: record?.hostSeverity }),
    state: previous.state ?? 'open',
    firstSeen: previous.firstSeen ?? context.at,
    lastSeen: context.at,
    ...(previous.resolvedAt !== undefined && { resolvedAt: previous.resolvedAt }),
    ...(previous.resolution !== undefined && { resolution: previous.resolution }),
    ...(previous.ignore !== undefined && { ignore: previous.ignore }),
    revision: previous.revision ?? 0,
  }
}

function votesOf(seen: FailObservation): SeverityVotes {
  return { check: seen.check.severity, verdict: seen.verdict.severity, policy: seen.policySeverity }
}

function resolve(record: FindingRecord, resolution: Resolution, context: DecisionContext): Decision {
  const { unknownSince: _unknownSince, ...finding } = record.finding
  const closed: FindingRecord = {
    ...record,
    seenRun: context.runId,
    misses: 0,
    finding: { ...finding, state: 'resolved', resolution, resolvedAt: context.at },
  }
  return finding.state === 'ignored' ? quietly(closed) : write(closed, 'resolved', context, noteOf(resolution))
}

function noteOf(resolution: Resolution): string {
  switch (resolution) {
    case 'passed':
      return 'The check passes now, or no longer applies.'
    case 'deleted':
      return 'The vendor says that the asset was deleted.'
    case 'absent':
      return 'A complete listing no longer has the asset.'
    case 'retired':
      return 'The check is switched off, or the asset is out of scope.'
  }
}

/** A new state of which nobody is told still is a revision: whoever knew the old state must look again. */
function quietly({ finding, ...rest }: FindingRecord): Decision {
  return { kind: 'write', record: { ...rest, finding: { ...finding, revision: finding.revision + 1 } } }
}

/** Gives the finding its next revision, and tells of it. */
function write(record: FindingRecord, type: FindingChangeType, context: DecisionContext, note?: string): Decision {
  const revision = record.finding.revision + 1
  const finding: Finding = { ...record.finding, revision }
  const id = changeIdOf(context, finding.fingerprint, revision, type)
  const base = { id, type, at: context.at, runId: context.runId }
  return {
    kind: 'write',
    record: { ...record, finding },
    change: { ...base, finding },
    history: { ...base, revision, ...(note !== undefined && { note }) },
  }
}
