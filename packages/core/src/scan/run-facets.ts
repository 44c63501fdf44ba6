import PQueue from 'p-queue'
import type { Facet, FacetContext } from '../contract/facet.ts'
import type { FacetOutcome, InlineFacets } from '../contract/page.ts'
import { ContractError } from '../errors/contract-error.ts'
import { FeatureUnavailableError } from '../errors/feature-unavailable-error.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import { PermissionError } from '../errors/permission-error.ts'
import { RateLimitError } from '../errors/rate-limit-error.ts'
import { endsScan } from './gap-of-error.ts'
import { namingMissing } from './naming-missing.ts'

/** So many refusals in a row, with no success between them, switch a facet off for its partition. */
const refusalsInARow = 3
/** The same for "not found": an item may really be gone, so it takes more. */
const notFoundInARow = 10

/** Reads the facets of a partition's pages, and stops asking for what is always refused. */
export class FacetRunner {
  readonly #facets: readonly Facet[]
  readonly #context: FacetContext
  readonly #concurrency: number
  readonly #authKind: string
  readonly #refusals = new Map<string, { refused: number; missing: number }>()
  readonly #off = new Map<string, OpenCasbError>()

  constructor(facets: readonly Facet[], context: FacetContext, concurrency: number, authKind: string) {
    this.#facets = facets
    this.#context = context
    this.#concurrency = concurrency
    this.#authKind = authKind
  }

  /** Says whether the facet is still worth asking for. */
  wants(facet: Facet): boolean {
    return this.#facets.some((wanted) => wanted.name === facet.name) && !this.#off.has(facet.name)
  }

  /** Facet name → item key → outcome, for all items: what came inline, and the rest fetched. */
  async read(
    items: readonly { readonly key: string; readonly item: unknown }[],
    inline: InlineFacets | undefined,
  ): Promise<InlineFacets> {
    const results = await Promise.all(
      this.#facets.map(
        async (facet) => [facet.name, await this.#readOne(facet, items, inline?.get(facet.name))] as const,
      ),
    )
    return new Map(results)
  }

  async #readOne(
    facet: Facet,
    items: readonly { readonly key: string; readonly item: unknown }[],
    inline: ReadonlyMap<string, FacetOutcome> | undefined,
  ): Promise<ReadonlyMap<string, FacetOutcome>> {
    const outcomes = new Map<string, FacetOutcome>()
    const missing: { readonly key: string; readonly item: unknown }[] = []
    for (const entry of items) {
      const outcome = inline?.get(entry.key)
      if (outcome) this.#keep(facet, entry.key, outcome, outcomes)
      else missing.push(entry)
    }
    if (missing.length === 0) return outcomes
    if (facet.fetchMany && !this.#off.has(facet.name)) await this.#fetchMany(facet, missing, outcomes)
    else await this.#fetchEach(facet, missing, outcomes)
    return outcomes
  }

  async #fetchMany(
    facet: Facet,
    items: readonly { readonly key: string; readonly item: unknown }[],
    outcomes: Map<string, FacetOutcome>,
  ): Promise<void> {
    try {
      const fetched = await facet.fetchMany?.(
        items.map(({ item }) => item),
        this.#context,
      )
      for (const { key } of items) {
        const outcome = fetched?.get(key) ?? { error: new ContractError(`${facet.name} gave nothing for an item`) }
        this.#keep(facet, key, outcome, outcomes)
      }
    } catch (thrown) {
      const error = this.#errorOf(thrown)
      for (const { key } of items) this.#keep(facet, key, { error }, outcomes)
    }
  }

  async #fetchEach(
    facet: Facet,
    items: readonly { readonly key: string; readonly item: unknown }[],
    outcomes: Map<string, FacetOutcome>,
  ): Promise<void> {
    const fetchOne = async ({ key, item }: { readonly key: string; readonly item: unknown }): Promise<void> => {
      const off = this.#off.get(facet.name)
      if (off) {
        outcomes.set(key, { error: off })
        return
      }
      this.#context.signal.throwIfAborted()
      try {
        this.#keep(facet, key, { value: await facet.fetch(item, this.#context) }, outcomes)
      } catch (thrown) {
        this.#keep(facet, key, { error: this.#errorOf(thrown) }, outcomes)
      }
    }
    if (items.length === 1 && items[0]) return fetchOne(items[0])
    const queue = new PQueue({ concurrency: this.#concurrency })
    const failures: unknown[] = []
    for (const entry of items) {
      queue
        .add(() => fetchOne(entry))
        .catch((error: unknown) => {
          failures.push(error)
          queue.clear()
        })
    }
    await queue.onIdle()
    if (failures.length > 0) throw failures[0]
  }

  /** Passes on what ends more than this facet. */
  #errorOf(thrown: unknown): OpenCasbError {
    if (this.#context.signal.aborted) throw this.#context.signal.reason
    if (endsScan(thrown) || RateLimitError.is(thrown)) throw thrown
    if (OpenCasbError.is(thrown)) return thrown
    const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
    return new ContractError(detail, { cause: thrown })
  }

  #keep(facet: Facet, key: string, outcome: FacetOutcome, outcomes: Map<string, FacetOutcome>): void {
    if ('value' in outcome) {
      outcomes.set(key, outcome)
      this.#refusals.delete(facet.name)
      return
    }
    const error = namingMissing(outcome.error, facet.needs[this.#authKind])
    outcomes.set(key, { error })
    const isRefusal = PermissionError.is(error) || FeatureUnavailableError.is(error)
    if (!isRefusal && error.code !== 'not-found') return
    const row = this.#refusals.get(facet.name) ?? { refused: 0, missing: 0 }
    this.#refusals.set(facet.name, row)
    row.missing += 1
    if (isRefusal) row.refused += 1
    if (row.refused >= refusalsInARow || row.missing >= notFoundInARow) this.#off.set(facet.name, error)
  }
}
