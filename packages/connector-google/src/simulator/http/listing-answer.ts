import { type Answer, type Collection, type Listing, pageAfter, pageOf } from '@opencasb/simulator-kit'
import { jsonOf } from './json-of.ts'
import { invalidParameter } from './refusal.ts'
import type { Call } from './route.ts'

/** How a listing is written. */
export interface ListingShape<T> {
  readonly kind: string
  readonly field: string
  /** Items of a page where nothing is asked for, and at most. */
  readonly size: { readonly default: number; readonly max: number }
  /** One thing may be several items, or none. */
  readonly render: (item: T) => readonly unknown[]
}

/** A page of a collection; things that come and go between pages move no others. */
export function collectionAnswer<T extends object>(call: Call, all: Collection<T>, shape: ListingShape<T>): Answer {
  const token = call.query.get('pageToken')
  const page = pageAfter(all, { token, size: sizeOf(call, shape) })
  return page ? pageAnswer(call, shape, page) : invalidParameter('pageToken')
}

/** A page of a list, by place. */
export function listAnswer<T>(call: Call, all: Listing<T>, shape: ListingShape<T>): Answer {
  const token = call.query.get('pageToken')
  const page = pageOf(all, { token, size: sizeOf(call, shape) })
  return page ? pageAnswer(call, shape, page) : invalidParameter('pageToken')
}

function sizeOf<T>({ query, world }: Call, { size }: ListingShape<T>): number {
  const asked = Number(query.get('maxResults') ?? query.get('pageSize') ?? size.default)
  return Math.max(1, Math.min(asked, size.max, world.pageCap))
}

/** Empty lists are left out, as Google does. */
function pageAnswer<T>(
  call: Call,
  { kind, field, render }: ListingShape<T>,
  { items, next }: { readonly items: readonly T[]; readonly next?: string },
): Answer {
  const rendered = items.flatMap(render)
  return jsonOf(call, {
    kind,
    ...(rendered.length > 0 && { [field]: rendered }),
    ...(next !== undefined && { nextPageToken: next }),
  })
}
