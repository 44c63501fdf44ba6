import type { FindingChange, FindingChangeType } from '../model/finding.ts'
import type { JsonValue } from '../model/json.ts'

/** What a stream has done so far; saved with its checkpoint, so that a resumed scan reports all of it. */
export interface StreamProgress {
  items: number
  pages: number
  /** Items that the vendor says there are. */
  total?: number
  watermark?: string
  /** An item arrived whose key could not be told: absence proves nothing in this read. */
  blind: boolean
  unchanged: number
  changes: Partial<Record<FindingChangeType, number>>
  /** Items of each child resource type. */
  children: Record<string, number>
}

export function emptyProgress(): StreamProgress {
  return { items: 0, pages: 0, blind: false, unchanged: 0, changes: {}, children: {} }
}

/** Adds the changes of a batch, or takes them back. */
export function countChanges(
  progress: StreamProgress,
  changes: readonly FindingChange[],
  unchanged: number,
  times: 1 | -1 = 1,
): void {
  for (const { type } of changes) progress.changes[type] = (progress.changes[type] ?? 0) + times
  progress.unchanged += times * unchanged
}

/** Adds what another stream has done. */
export function addProgress(progress: StreamProgress, other: StreamProgress): void {
  progress.items += other.items
  progress.pages += other.pages
  progress.unchanged += other.unchanged
  for (const [type, count] of Object.entries(other.changes) as [FindingChangeType, number][]) {
    progress.changes[type] = (progress.changes[type] ?? 0) + count
  }
}

/** What a checkpoint keeps of a stream. */
export interface SavedStream {
  readonly progress: StreamProgress
  readonly coverage: JsonValue
  readonly aggregates: JsonValue
}
