import type { Gap, ScanProgress, ScanStart } from '@opencasb/core'
import type { TimedGap } from './scan-span.ts'

/** Gaps of one scan that a span tells of; they are counted in full by the metrics. */
const mostGaps = 100

/** What is remembered of a scan while it runs, and of one that stopped early until it goes on. */
export class RunningScan {
  readonly runId: string
  readonly startedAt: number
  #gaps: TimedGap[] = []
  #items: Map<string, number> = new Map()
  #hasStopped = false

  constructor({ runId }: Pick<ScanStart, 'runId'>, startedAt: number, before: RunningScan | undefined) {
    this.runId = runId
    this.startedAt = startedAt
    if (before?.runId === runId) this.#items = before.#items
  }

  /** Streams that have begun and not ended. */
  get openStreams(): number {
    return this.#items.size
  }

  get hasStopped(): boolean {
    return this.#hasStopped
  }

  found(gap: Gap, at: number): void {
    if (this.#gaps.length < mostGaps) this.#gaps.push({ at, gap })
  }

  /** Gives the gaps away: whoever goes on with the scan finds them anew. */
  stop(): readonly TimedGap[] {
    this.#hasStopped = true
    return this.#gaps.splice(0)
  }

  /** How many items are new since the last word of the same stream. */
  newItems({ resource, partition, items, pages, done }: ScanProgress): number {
    const key = JSON.stringify([resource, partition])
    const known = this.#items.get(key)
    // A stream that ended is told of no more, however the scan goes on.
    if (done) this.#items.delete(key)
    else this.#items.set(key, items)
    // Read anew from the start.
    if (known !== undefined && items < known) return items
    if (known !== undefined) return items - known
    // Another process read the pages before; how many of the items are ours cannot be told.
    return pages > 1 ? 0 : items
  }
}
