import type { Clock } from '../clock/clock.ts'
import type { StateStore } from '../contract/state.ts'
import type { Integration } from '../model/integration.ts'
import { longestIntervalMs } from './next-scan-at.ts'
import type { DueScan } from './turns.ts'

/** So many of each connector are looked at in one go. */
const lookAhead = 1_000
/** A wall clock that is put back by less does not matter. */
const toleranceMs = 1_000
/** A scan whose end could not be saved is not tried again and again. */
const longestRestMs = 3_600_000

/** What a list of what is due needs. */
export interface DueListParts {
  readonly state: Pick<StateStore, 'integrations'>
  readonly connectors: ReadonlyMap<string, unknown>
  readonly clock: Clock
  readonly pollMs: number
}

interface Attempt {
  readonly dueAt: string | undefined
  readonly count: number
  readonly restUntil: number
}

/** What is due, also where the wall clock is put back or an integration stays due whatever is done. */
export class DueList {
  readonly #parts: DueListParts
  #wall: number
  #monotonic: number
  /** Times of the next scan that were set by a clock that was ahead, with when they really are due. */
  readonly #ahead = new Map<string, DueScan>()
  readonly #attempts = new Map<string, Attempt>()
  /** Whose next scan was set since the clock was looked at. */
  readonly #ended = new Set<string>()

  constructor(parts: DueListParts) {
    this.#parts = parts
    this.#wall = parts.clock.now()
    this.#monotonic = parts.clock.monotonic()
  }

  /** Everything that may be scanned now; `more` where there may be more than that. */
  async read(): Promise<{ readonly due: readonly DueScan[]; readonly more: boolean }> {
    await this.#watchClock()
    const { state, connectors, clock } = this.#parts
    const wall = clock.now()
    const now = clock.monotonic()
    const due = new Map<string, DueScan>()
    for (const [id, scan] of this.#ahead) {
      if (timeOf(scan.integration) <= wall) this.#ahead.delete(id)
      else if (scan.since <= now) due.set(id, scan)
    }
    let more = false
    for (const connector of connectors.keys()) {
      const dueBefore = new Date(wall).toISOString()
      const listed = await state.integrations.list({ connector, dueBefore, limit: lookAhead })
      for (const integration of listed) {
        due.set(integration.id, { integration, since: now - (wall - timeOf(integration)) })
      }
      more ||= listed.length >= lookAhead
    }
    for (const [id, { dueAt, restUntil }] of this.#attempts) {
      const scan = due.get(id)
      if (scan?.integration.nextScanAt === dueAt && restUntil > now) due.delete(id)
      else if (scan === undefined && restUntil <= now) this.#attempts.delete(id)
    }
    return { due: [...due.values()], more }
  }

  /** Says that an integration is about to be scanned, or turned out not to be due. */
  take({ id }: Integration): void {
    this.#ahead.delete(id)
  }

  /** Says that a scan ended. Where its integration is still due at the same time, it rests for a while. */
  end({ id, nextScanAt: dueAt }: Integration): void {
    const before = this.#attempts.get(id)
    const count = before && before.dueAt === dueAt ? before.count + 1 : 1
    const { clock, pollMs } = this.#parts
    const rest = Math.min(pollMs * 2 ** Math.min(count, 20), longestRestMs)
    this.#attempts.set(id, { dueAt, count, restUntil: clock.monotonic() + rest })
    this.#ended.add(id)
  }

  /** Where the wall clock was put back, all times set before are too late by as much. Windows mean the clock on the wall. */
  async #watchClock(): Promise<void> {
    const { state, connectors, clock } = this.#parts
    const wall = clock.now()
    const now = clock.monotonic()
    const wouldBe = this.#wall + now - this.#monotonic
    if (wall < wouldBe - toleranceMs) {
      const dueBefore = new Date(wouldBe + longestIntervalMs).toISOString()
      for (const integration of await state.integrations.list({ dueBefore })) {
        const { id, connector, nextScanAt, schedule } = integration
        const isKnown = this.#ahead.get(id)?.integration.nextScanAt === nextScanAt
        if (isKnown || schedule?.windows?.length || this.#ended.has(id) || !connectors.has(connector)) continue
        this.#ahead.set(id, { integration: { ...integration, config: {} }, since: now + timeOf(integration) - wouldBe })
      }
    }
    this.#wall = wall
    this.#monotonic = now
    this.#ended.clear()
  }
}

function timeOf({ nextScanAt = '' }: Integration): number {
  return Date.parse(nextScanAt)
}
