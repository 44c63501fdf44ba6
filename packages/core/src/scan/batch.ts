import type { CommitBatch, FindingRecord } from '../contract/state.ts'
import type { FindingChange } from '../model/finding.ts'
import type { Decision } from '../reconcile/decide.ts'

interface Entry {
  /** The record that was decided upon. */
  record: FindingRecord | undefined
  decision: Decision
  readonly decide: (record: FindingRecord | undefined) => Decision
}

/** Collects decisions until they are delivered and committed together. */
export class Batch {
  readonly #entries: Entry[] = []

  /** Decides about a finding, now and again where somebody else changes it before the commit. */
  add(record: FindingRecord | undefined, decide: Entry['decide']): Decision {
    const decision = decide(record)
    if (decision.kind !== 'nothing') this.#entries.push({ record, decision, decide })
    return decision
  }

  /** What sinks are told. */
  get changes(): readonly FindingChange[] {
    return this.#entries.flatMap(({ decision }) =>
      decision.kind === 'write' && decision.change ? [decision.change] : [],
    )
  }

  /** Findings that were seen as they were. */
  get unchanged(): number {
    const isUnchanged = ({ decision }: Entry): boolean =>
      decision.kind === 'seen' ||
      (decision.kind === 'write' && !decision.change && decision.record.finding.state !== 'resolved')
    return this.#entries.filter(isUnchanged).length
  }

  /** Decides again about what is no longer stored as it was when it was decided upon. */
  async decideAgain(read: (fingerprint: string) => Promise<FindingRecord | undefined>): Promise<void> {
    for (const entry of this.#entries) {
      if (entry.decision.kind !== 'write') continue
      const stored = await read(entry.decision.record.finding.fingerprint)
      if (revisionOf(stored) === revisionOf(entry.record)) continue
      entry.record = stored
      entry.decision = entry.decide(stored)
    }
  }

  toCommit(runId: string, at: string): Pick<CommitBatch, 'findings' | 'seen' | 'unassessed' | 'missed'> {
    const findings: NonNullable<CommitBatch['findings']>[number][] = []
    const marks = { seen: [] as string[], unassessed: [] as string[], missed: [] as string[] }
    for (const { record: known, decision } of this.#entries) {
      if (decision.kind === 'nothing') continue
      if (decision.kind !== 'write') {
        marks[decision.kind].push(decision.fingerprint)
        continue
      }
      const { record, history } = decision
      findings.push({ record, basedOn: { revision: revisionOf(known) }, ...(history && { history }) })
    }
    const { seen, unassessed, missed } = marks
    return {
      ...(findings.length > 0 && { findings }),
      ...(seen.length > 0 && { seen: { fingerprints: seen, runId, at } }),
      ...(unassessed.length > 0 && { unassessed: { fingerprints: unassessed, runId, at } }),
      ...(missed.length > 0 && { missed: { fingerprints: missed, runId } }),
    }
  }
}

function revisionOf(record: FindingRecord | undefined): number {
  return record?.finding.revision ?? 0
}
