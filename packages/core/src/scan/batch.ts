import type { CommitBatch, FindingRecord } from '../contract/state.ts'
import type { FindingChange } from '../model/finding.ts'
import type { Decision } from '../reconcile/decide.ts'

/** Collects decisions until they are delivered and committed together. */
export class Batch {
  readonly changes: FindingChange[] = []
  readonly #findings: NonNullable<CommitBatch['findings']>[number][] = []
  readonly #seen: string[] = []
  readonly #unassessed: string[] = []
  readonly #missed: string[] = []
  /** Findings that were seen as they were. */
  unchanged = 0

  add(decision: Decision): void {
    switch (decision.kind) {
      case 'nothing':
        return
      case 'seen':
        this.unchanged += 1
        this.#seen.push(decision.fingerprint)
        return
      case 'unassessed':
        this.#unassessed.push(decision.fingerprint)
        return
      case 'missed':
        this.#missed.push(decision.fingerprint)
        return
      case 'write': {
        const { record, history, change } = decision
        this.#findings.push(history ? { record, history } : { record })
        if (change) this.changes.push(change)
        else if (record.finding.state !== 'resolved') this.unchanged += 1
      }
    }
  }

  /** Records that this batch is going to write, for items that show up twice on a page. */
  get written(): readonly FindingRecord[] {
    return this.#findings.map(({ record }) => record)
  }

  toCommit(runId: string, at: string): Pick<CommitBatch, 'findings' | 'seen' | 'unassessed' | 'missed'> {
    return {
      ...(this.#findings.length > 0 && { findings: this.#findings }),
      ...(this.#seen.length > 0 && { seen: { fingerprints: this.#seen, runId, at } }),
      ...(this.#unassessed.length > 0 && { unassessed: { fingerprints: this.#unassessed, runId, at } }),
      ...(this.#missed.length > 0 && { missed: { fingerprints: this.#missed, runId } }),
    }
  }
}
