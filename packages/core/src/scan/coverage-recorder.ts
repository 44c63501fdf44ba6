import type { AssetCounts, Gap, GapReason, UnknownReason } from '../model/coverage.ts'
import type { JsonValue } from '../model/json.ts'
import type { ChosenCheck } from '../plan/chosen-check.ts'

type Outcome = 'passed' | 'failed' | 'notApplicable' | 'unknown'
const outcomes: readonly Outcome[] = ['passed', 'failed', 'notApplicable', 'unknown']

/** Gaps and reasons beyond this many different ones are counted with the last. */
const mostDifferent = 200

interface Counts {
  readonly counts: [number, number, number, number]
  readonly reasons: Map<string, { reason: GapReason; message: string; count: number }>
}

/** Counts outcomes and gaps of one stream; its state goes into the checkpoint, so that a resumed scan reports all of it. */
export class CoverageRecorder {
  readonly #checks = new Map<string, Counts>()
  readonly #gaps = new Map<string, Gap>()
  readonly #lastItems = new Map<string, string>()

  count(check: string, outcome: Outcome): void {
    this.#of(check).counts[outcomes.indexOf(outcome)] = (this.#of(check).counts[outcomes.indexOf(outcome)] ?? 0) + 1
  }

  unknown(check: string, reason: GapReason, message: string): void {
    this.count(check, 'unknown')
    const { reasons } = this.#of(check)
    const key = reasons.has(reason) || reasons.size < mostDifferent ? reason : 'others'
    const known = reasons.get(key)
    if (known) known.count += 1
    else reasons.set(key, { reason, message, count: 1 })
  }

  /**
   * Adds a gap; gaps alike are counted. Returns the gap when it is the first of its kind.
   * @param item the item that it is about: several checks that miss the same data of one item make one gap
   */
  gap(gap: Omit<Gap, 'count'>, item?: string): Gap | undefined {
    const key = [gap.reason, gap.resource, gap.facet, gap.partition].join('\n')
    const known = this.#gaps.get(key)
    const isSameItem = item !== undefined && this.#lastItems.get(key) === item
    if (item !== undefined) this.#lastItems.set(key, item)
    if (known) {
      const { asset: _asset, ...others } = known
      const rest = isSameItem ? known : others
      const checks = gap.checks.every((check) => known.checks.includes(check))
        ? known.checks
        : [...new Set([...known.checks, ...gap.checks])]
      this.#gaps.set(key, { ...rest, checks, count: known.count + (isSameItem ? 0 : 1) })
      return undefined
    }
    const first = { ...gap, count: 1 }
    this.#gaps.set(key, first)
    return first
  }

  /** Takes over what another partition's stream counted. Gaps alike of very many partitions become one. */
  merge(other: CoverageRecorder): void {
    for (const [check, { counts, reasons }] of other.#checks) {
      const own = this.#of(check)
      counts.forEach((count, index) => {
        own.counts[index] = (own.counts[index] ?? 0) + count
      })
      for (const [key, reason] of reasons) {
        const known = own.reasons.get(key)
        if (known) known.count += reason.count
        else own.reasons.set(key, { ...reason })
      }
    }
    for (const [key, gap] of other.#gaps) {
      if (this.#gaps.size < mostDifferent || this.#gaps.has(key)) {
        this.#gaps.set(key, gap)
        continue
      }
      const { partition: _partition, asset: _asset, ...rest } = gap
      const folded = [gap.reason, gap.resource, gap.facet].join('\n')
      const count = (this.#gaps.get(folded)?.count ?? 0) + gap.count
      this.#gaps.set(folded, { ...rest, count })
    }
  }

  get gaps(): readonly Gap[] {
    return [...this.#gaps.values()]
  }

  assets(check: string): AssetCounts {
    const [passed, failed, notApplicable, unknown] = this.#of(check).counts
    return { passed, failed, notApplicable, unknown }
  }

  reasons(check: string): readonly UnknownReason[] {
    return [...this.#of(check).reasons.values()]
  }

  save(): JsonValue {
    return {
      checks: [...this.#checks].map(([check, { counts, reasons }]) => [check, counts, [...reasons.values()]]),
      gaps: [...this.#gaps.values()] as unknown as JsonValue,
    }
  }

  restore(saved: JsonValue): void {
    const { checks, gaps } = saved as unknown as {
      checks: [string, Counts['counts'], UnknownReason[]][]
      gaps: Gap[]
    }
    for (const [check, counts, reasons] of checks) {
      const restored = reasons.map((entry) => ({ ...entry, count: entry.count ?? 0 }))
      this.#checks.set(check, { counts, reasons: new Map(restored.map((entry) => [entry.reason, entry])) })
    }
    for (const gap of gaps) this.#gaps.set([gap.reason, gap.resource, gap.facet, gap.partition].join('\n'), gap)
  }

  #of(check: string): Counts {
    let entry = this.#checks.get(check)
    if (!entry) {
      entry = { counts: [0, 0, 0, 0], reasons: new Map() }
      this.#checks.set(check, entry)
    }
    return entry
  }
}

/** What several recorders (one per partition) say of a check together. */
export function totalOf(
  recorders: Iterable<CoverageRecorder>,
  chosen: ChosenCheck,
): {
  assets: AssetCounts
  reasons: readonly UnknownReason[]
} {
  const assets = { passed: 0, failed: 0, notApplicable: 0, unknown: 0 }
  const reasons = new Map<string, { reason: GapReason; message: string; count: number }>()
  for (const recorder of recorders) {
    const counts = recorder.assets(chosen.check.id)
    for (const outcome of outcomes) assets[outcome] += counts[outcome]
    for (const entry of recorder.reasons(chosen.check.id)) {
      const known = reasons.get(entry.reason)
      if (known) known.count += entry.count ?? 0
      else reasons.set(entry.reason, { ...entry, count: entry.count ?? 0 })
    }
  }
  return { assets, reasons: [...reasons.values()] }
}
