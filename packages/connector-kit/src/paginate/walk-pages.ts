import { UnexpectedAnswerError } from '@opencasb/core'
import type { ItemPage, ListingOptions } from './item-page.ts'
import { readItems } from './read-items.ts'

const defaultMaxPages = 100_000

/** A page before its items are checked. */
export interface RawPage {
  readonly values: readonly unknown[]
  readonly next: string | undefined
  readonly total: number | undefined
  readonly notModified: boolean
  /** What else the page is known by: the URL it came from, where cursors are URLs. */
  readonly at?: string
}

/**
 * Reads pages until there is no next one. An empty page in the middle is a page like any other.
 * @param fetch reads the page at a cursor; `undefined` is the first page
 * @throws UnexpectedAnswerError where the pages go in circles or do not end
 */
export async function* walkPages<T, R extends RawPage>(
  fetch: (cursor: string | undefined) => Promise<R>,
  options: ListingOptions<T>,
): AsyncGenerator<{ readonly page: ItemPage<T>; readonly raw: R }, void, undefined> {
  const { item, keyOf, from, maxPages = defaultMaxPages } = options
  const seen = new Set<string>()
  if (from !== undefined) seen.add(from)
  let cursor = from
  for (let count = 1; ; count++) {
    const raw = await fetch(cursor)
    const { total, notModified } = raw
    if (raw.at !== undefined) seen.add(raw.at)
    const problem = raw.next === undefined ? undefined : findProblem(raw.next, seen, count, maxPages)
    // The items are good; only where they end is not known. Nobody is to go on from here.
    const next = problem ? undefined : raw.next
    yield {
      page: {
        ...readItems(item, raw.values, keyOf),
        ...(next !== undefined && { next }),
        ...(total !== undefined && { total }),
        notModified,
      },
      raw,
    }
    if (problem) throw new UnexpectedAnswerError(problem, { retryable: false })
    if (next === undefined) return
    seen.add(next)
    cursor = next
  }
}

function findProblem(next: string, seen: ReadonlySet<string>, count: number, maxPages: number): string | undefined {
  if (seen.has(next)) return 'The pages of a listing go in circles'
  return count >= maxPages ? `A listing has more than ${maxPages} pages` : undefined
}
