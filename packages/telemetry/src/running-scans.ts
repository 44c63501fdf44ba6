import type { ScanReport, ScanStart } from '@opencasb/core'
import { RunningScan } from './running-scan.ts'
import type { TimedGap } from './scan-span.ts'

/**
 * Open streams of scans that stopped early which are remembered, about a megabyte: most of those scans may go on in another
 * process, and nobody tells this one.
 */
const mostStopped = 10_000

/** The scans that are under way, and those that stopped and may go on: one per integration, the newest. */
export class RunningScans {
  readonly #scans: Map<string, RunningScan> = new Map()

  begin(start: ScanStart, at: number): void {
    const { integration } = start
    const before = this.#scans.get(integration)
    this.#scans.delete(integration)
    this.#scans.set(integration, new RunningScan(start, at, before))
  }

  /** The scan that an event is about; none where another run has taken its place, or where it never began. */
  get({ integration, runId }: Pick<ScanStart, 'integration' | 'runId'>): RunningScan | undefined {
    const scan = this.#scans.get(integration)
    return scan?.runId === runId ? scan : undefined
  }

  /** A scan that was refused because another one runs never began, and ends nothing. */
  end({ integration: { id }, runId, status }: ScanReport): EndedScan | undefined {
    const scan = this.get({ integration: id, runId })
    if (!scan) return undefined
    this.#scans.delete(id)
    const isOver = status === 'complete' || status === 'incomplete'
    // It counts its items from where it was, when it goes on.
    if (!isOver) this.#scans.set(id, scan)
    const gaps = scan.stop()
    this.#forgetOldest()
    return { startedAt: scan.startedAt, gaps }
  }

  clear(): void {
    this.#scans.clear()
  }

  #forgetOldest(): void {
    let streams = 0
    for (const [integration, scan] of [...this.#scans].reverse()) {
      if (!scan.hasStopped) continue
      streams += 1 + scan.openStreams
      if (streams > mostStopped) this.#scans.delete(integration)
    }
  }
}

/** What was seen of a scan that ended. */
export interface EndedScan {
  readonly startedAt: number
  readonly gaps: readonly TimedGap[]
}
