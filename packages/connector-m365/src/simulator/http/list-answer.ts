import { type Answer, type Collection, held, jsonAnswer, pageAfter, pageOf } from '@opencasb/simulator-kit'
import { type GraphCall, linkTo } from './graph-call.ts'
import { graphFailure } from './graph-failure.ts'
import { select } from './select.ts'

/** How long pages are. */
export interface PageLimits {
  /** Without `$top`. @default 100 */
  readonly usual?: number
  /** @default 999 */
  readonly most?: number
}

/** Answers a listing of a collection, page by page behind the last item. */
export function listAnswer<T extends object>(
  call: GraphCall,
  collection: Collection<T>,
  render: (item: T) => object,
  limits: PageLimits = {},
  fits?: (item: T) => boolean,
): Answer {
  const page = pageAfter(collection, { token: call.query.get('$skiptoken'), size: sizeOf(call, limits) }, fits)
  if (!page) return expiredToken()
  const total = fits || call.query.get('$count') !== 'true' ? undefined : collection.count
  return pageAnswer(call, page.items.map(render), page.next, total)
}

/** Answers a listing that is in memory. */
export function heldAnswer(call: GraphCall, items: readonly object[], limits: PageLimits = {}): Answer {
  const page = pageOf(held(items), { token: call.query.get('$skiptoken'), size: sizeOf(call, limits) })
  return page ? pageAnswer(call, page.items, page.next, undefined) : expiredToken()
}

function sizeOf({ query, world }: GraphCall, { usual = 100, most = 999 }: PageLimits): number {
  const top = query.get('$top')
  return Math.max(1, Math.min(top === null ? usual : Number(top), most, world.pageSize))
}

function pageAnswer(
  call: GraphCall,
  items: readonly object[],
  next: string | undefined,
  total: number | undefined,
): Answer {
  const query = new URLSearchParams(call.query)
  if (next !== undefined) query.set('$skiptoken', next)
  const fields = call.query.get('$select')
  return jsonAnswer({
    '@odata.context': `http://${call.host}/${call.version}/$metadata#${call.path.slice(1)}`,
    ...(total !== undefined && { '@odata.count': total }),
    ...(next !== undefined && { '@odata.nextLink': linkTo(call, call.path, query) }),
    value: items.map((item) => select(item, fields)),
  })
}

function expiredToken(): Answer {
  return graphFailure(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired and can no longer be included in your request.',
  )
}
