import { ProviderError } from '@opencasb/core'
import { QueryTooLargeError } from './query-too-large-error.ts'

/** Below so many items a page is not worth halving any more. */
const smallest = 10

/** Page sizes of GraphQL listings, made smaller where GitHub cannot answer in time, and remembered for the session. */
export class PageSizes {
  readonly #largest = new Map<string, number>()

  /**
   * Reads one page, with half the items as often as GitHub cannot answer in time.
   * @param listing what is remembered: a later page begins with the size that worked
   */
  async read<T>(listing: string, size: number, page: (first: number) => Promise<T>): Promise<T> {
    for (let first = Math.min(size, this.#largest.get(listing) ?? size); ; ) {
      try {
        return await page(first)
      } catch (error) {
        if (!mayBeTooLarge(error) || first <= smallest) throw error
        first = Math.max(smallest, Math.floor(first / 2))
        this.#largest.set(listing, first)
      }
    }
  }
}

/** Timeouts of the GraphQL API also show as a bad gateway with nothing in it. */
function mayBeTooLarge(error: unknown): boolean {
  if (QueryTooLargeError.is(error)) return true
  return ProviderError.is(error) && (error.status === 502 || error.status === 504)
}
