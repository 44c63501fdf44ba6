import type { Page } from '../contract/page.ts'
import { ContractError } from '../errors/contract-error.ts'

/** Pages whose keys are remembered, so that an item which moved to a later page is not counted twice. */
const rememberedPages = 4
/** So many pages in a row without a new item end a listing. */
const mostStalePages = 10

/** Fewer items arrived than the vendor says there are, or the same ones again and again. */
export class IncompleteListing extends Error {
  static is(value: unknown): value is IncompleteListing {
    return value instanceof IncompleteListing
  }
}

/** Watches the pages of one listing: each must bring something new and lead on to another place. */
export class ListingGuard {
  readonly #name: string
  readonly #cursors = new Set<string>()
  #recent: Set<string>[] = []
  #stalePages = 0

  /** @param name of the resource type */
  constructor(name: string) {
    this.#name = name
  }

  /**
   * Begins a page.
   * @throws ContractError where its cursor has been there before: the listing goes in circles
   */
  begin({ cursor }: Page<unknown>): void {
    this.#recent = [new Set<string>(), ...this.#recent].slice(0, rememberedPages + 1)
    if (cursor === undefined) return
    if (this.#cursors.has(cursor)) {
      throw new ContractError(`${this.#name} gave the same cursor twice: the listing goes in circles`)
    }
    this.#cursors.add(cursor)
  }

  /** Says whether a key is new on this page and the last ones, and remembers it. */
  isFresh(key: string): boolean {
    const isKnown = this.#recent.some((keys) => keys.has(key))
    this.#recent[0]?.add(key)
    return !isKnown
  }

  /**
   * Ends a page.
   * @throws IncompleteListing where it does not end by itself, whatever its cursors say
   */
  end(page: Page<unknown>, fresh: number): void {
    this.#stalePages = fresh === 0 && page.items.length > 0 ? this.#stalePages + 1 : 0
    if (this.#stalePages < mostStalePages) return
    throw new IncompleteListing(
      `The listing of ${this.#name} repeats itself: ${mostStalePages} pages without a new item`,
    )
  }
}
