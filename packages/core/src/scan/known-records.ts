import type { FindingRecord, KnownQuery, StateStore } from '../contract/state.ts'
import { asStateError } from './deliver-and-commit.ts'

/** Findings on record for the items of a page: item → check → records (one for each part). */
export class KnownRecords {
  readonly #byItem = new Map<string, Map<string, FindingRecord[]>>()

  static async load(state: StateStore, query: KnownQuery): Promise<KnownRecords> {
    const known = new KnownRecords()
    if ((query.items?.length ?? 0) + (query.parents?.length ?? 0) === 0) return known
    try {
      for (const record of await state.findings.known(query)) known.#add(record)
    } catch (error) {
      throw asStateError(error)
    }
    return known
  }

  of(item: string, check: string): readonly FindingRecord[] {
    return this.#byItem.get(item)?.get(check) ?? []
  }

  /** All records of an item. */
  ofItem(item: string): readonly FindingRecord[] {
    return [...(this.#byItem.get(item)?.values() ?? [])].flat()
  }

  all(): readonly FindingRecord[] {
    return [...this.#byItem.keys()].flatMap((item) => this.ofItem(item))
  }

  #add(record: FindingRecord): void {
    const checks = this.#byItem.get(record.item) ?? new Map<string, FindingRecord[]>()
    this.#byItem.set(record.item, checks)
    const records = checks.get(record.finding.check) ?? []
    checks.set(record.finding.check, records)
    records.push(record)
  }
}
