import type { Listing } from '@opencasb/simulator-kit'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'

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
  return { status: 200, body: wrap(`[${texts.join(',')}]`, listing.count), headers }
}

/** Wraps a page as `{ "total_count": …, "<name>": […] }`. */
export function counted(name: string, total = 'total_count'): (items: string, count: number) => string {
  return (items, count) => `{"${total}":${count},"${name}":${items}}`
}
