import type { Collection } from './collection.ts'
import type { Listing } from './listing.ts'

/** A part of a list, and the token for the next one. */
export interface Page<T> {
  readonly items: readonly T[]
  /** Opaque; absent on the last page. */
  readonly next?: string
}

/** What {@link pageOf} and {@link pageAfter} take. */
export interface PageRequest {
  /** From the page before. @default the first page */
  readonly token?: string | null | undefined
  readonly size: number
}

/**
 * A page by place, as vendors have it that count an offset: where items go while a client reads, others move up and are
 * not seen.
 * @returns undefined where the token is none that was given out
 */
export function pageOf<T>(listing: Listing<T>, { token, size }: PageRequest): Page<T> | undefined {
  const from = readToken('p', token)
  if (from === undefined) return undefined
  const items = listing.slice(from, size)
  return from + size < listing.count ? { items, next: writeToken('p', from + size) } : { items }
}

/**
 * A page of a collection by key, as vendors have it that go on behind the last item: what is removed in the meantime
 * moves nothing.
 * @param fits which items belong to the list. @default all
 * @returns undefined where the token is none that was given out
 */
export function pageAfter<T extends object>(
  collection: Collection<T>,
  { token, size }: PageRequest,
  fits: (item: T) => boolean = () => true,
): Page<T> | undefined {
  const from = readToken('k', token)
  if (from === undefined) return undefined
  const items: T[] = []
  for (let index = from; index < collection.end; index++) {
    const item = collection.get(index)
    if (!item || !fits(item)) continue
    if (items.length === size) return { items, next: writeToken('k', index) }
    items.push(item)
  }
  return { items }
}

function writeToken(kind: string, place: number): string {
  return Buffer.from(`${kind}${place}`).toString('base64url')
}

function readToken(kind: string, token: string | null | undefined): number | undefined {
  if (token === null || token === undefined) return 0
  const [, found, place] = /^([a-z])(\d{1,15})$/.exec(Buffer.from(token, 'base64url').toString()) ?? []
  return found === kind ? Number(place) : undefined
}
