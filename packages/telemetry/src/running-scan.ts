import type { Gap, ScanProgress, ScanStart } from '@opencasb/core'
import type { TimedGap } from './scan-span.ts'

/** Gaps of one scan that a span tells of; they are counted in full by the metrics. */
const mostGaps = 100

/** What is remembered of a scan while it runs, and until the next one of the same integration. */
export class RunningScan {
  readonly runId: string
  readonly startedAt: number
  readonly gaps: TimedGap[] = []
  #items: Map<string, number> = new Map()

  constructor({ runId }: Pick<ScanStart, 'runId'>, startedAt: number, before: RunningScan | undefined) {
    this.runId = runId
    this.startedAt = startedAt
    if (before?.runId === runId) this.#items = before.#items
  }

  found(gap: Gap, at: number): void {
    if (this.gaps.length < mostGaps) this.gaps.push({ at, gap })
  }

  /** How many items are new since the last word of the same stream. */
  newItems({ resource, partition, items, pages }: ScanProgress): number {
    const key = JSON.stringify([resource, partition])
    const known = this.#items.get(key)
    this.#items.set(key, items)
    // Read anew from the start.
    if (known !== undefined && items < known) return items
    if (known !== undefined) return items - known
    // Another process read the pages before; how many of the items are ours cannot be told.
    return pages > 1 ? 0 : items
  }
}
