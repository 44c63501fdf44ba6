import type { Collection } from '../world/collection.ts'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'

/** A list that can be read by place. */
export interface Listing<T> {
  readonly count: number
  slice(from: number, length: number): readonly T[]
}

/** All of a collection, oldest first, or newest first. */
export function everything<T extends object>(collection: Collection<T>, newestFirst = false): Listing<T> {
  const { count } = collection
  if (!newestFirst) return collection
  return {
    count,
    slice: (from, length) => {
      const end = count - from
      const start = Math.max(0, end - length)
      return collection.slice(start, end - start).reverse()
    },
  }
}

/** Chosen items of a collection, in the order of their indices or the other way round. */
export function chosen<T extends object>(
  collection: Collection<T>,
  indices: Uint32Array,
  backwards = false,
): Listing<T> {
  return {
    count: indices.length,
    slice: (from, length) => {
      const items: T[] = []
      for (let at = from; at < Math.min(from + length, indices.length); at++) {
        const item = collection.get(indices[backwards ? indices.length - 1 - at : at] ?? -1)
        if (item) items.push(item)
      }
      return items
    },
  }
}

/** A list that is in memory. */
export function held<T>(items: readonly T[]): Listing<T> {
  return { count: items.length, slice: (from, length) => items.slice(from, from + length) }
}

/** Page size as asked for: 30 unless told, 100 at most. */
export function pageSize(query: URLSearchParams): number {
  const size = Number(query.get('per_page') ?? 30)
  return Number.isInteger(size) && size > 0 ? Math.min(100, size) : 30
}

/** The `Link` header: pages of the same query by number. */
function pageLinks(call: Call, page: number, last: number): string | undefined {
  const to = (number: number, relation: string): string => {
    const query = new URLSearchParams(call.query)
    query.set('page', String(number))
    return `<${call.links.api}${call.path}?${query}>; rel="${relation}"`
  }
  const links: string[] = []
  if (page > 1) links.push(to(Math.min(page - 1, last), 'prev'))
  if (page < last) links.push(to(page + 1, 'next'), to(last, 'last'))
  if (page > 1) links.push(to(1, 'first'))
  return links.length > 0 ? links.join(', ') : undefined
}

/** The part of a list that a request asks for. */
export interface ListPage<T> {
  readonly items: readonly T[]
  /** Links to the other pages. */
  readonly headers: { readonly link?: string }
}

/** Reads the part of a list that a request asks for. */
export function pageOf<T>(call: Call, listing: Listing<T>): ListPage<T> {
  const size = pageSize(call.query)
  const asked = Number(call.query.get('page') ?? 1)
  const page = Number.isInteger(asked) && asked > 0 ? asked : 1
  const link = pageLinks(call, page, Math.max(1, Math.ceil(listing.count / size)))
  return { items: listing.slice((page - 1) * size, size), headers: link === undefined ? {} : { link } }
}

/**
 * One page of a list, with links to the others. Items are rendered to objects or straight to JSON text.
 * @see https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function listed<T>(
  call: Call,
  listing: Listing<T>,
  render: (item: T) => object | string,
  wrap: (items: string, count: number) => string = (items) => items,
): Answer {
  const { items, headers } = pageOf(call, listing)
  const texts = items.map((item) => {
    const rendered = render(item)
    return typeof rendered === 'string' ? rendered : JSON.stringify(rendered)
  })
  return { status: 200, json: wrap(`[${texts.join(',')}]`, listing.count), headers }
}

/** Wraps a page as `{ "total_count": …, "<name>": […] }`. */
export function counted(name: string, total = 'total_count'): (items: string, count: number) => string {
  return (items, count) => `{"${total}":${count},"${name}":${items}}`
}
