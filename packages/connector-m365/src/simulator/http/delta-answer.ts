import { type Answer, jsonAnswer, pageAfter } from '@opencasb/simulator-kit'
import type { Tracked } from '../world/tracked.ts'
import { type GraphCall, linkTo } from './graph-call.ts'
import { graphFailure } from './graph-failure.ts'
import { select } from './select.ts'

/** What a token of a change feed holds. */
interface FeedToken {
  readonly generation: number
  /** Place in the log of changes. */
  readonly at: number
  /** Where a first reading is in the listing. */
  readonly page?: string
  readonly select: string | null
}

/**
 * Microsoft does not document how much a page of a change feed holds; users of the API see at most 200 and cannot ask for more.
 * @see https://learn.microsoft.com/en-us/answers/questions/5875141/microsoft-graph-api-for-users-delta-is-only-return
 */
const perPage = 200

/** Answers a change feed: everything first, then what changed; a thing that changed twice is told of twice. */
export function deltaAnswer<T extends object>(
  call: GraphCall,
  tracked: Tracked<T>,
  render: (item: T) => object,
): Answer {
  const { query, world } = call
  const given = query.get('$deltatoken')
  if (given === 'latest') return feedPage(call, [], { at: tracked.log.end, select: query.get('$select') }, true)
  const token = readToken(given ?? query.get('$skiptoken'))
  if (token && token.generation !== world.feedGeneration) {
    return graphFailure(
      410,
      'syncStateNotFound',
      'The sync state generation is not found; please perform a full resync.',
    )
  }
  if (!token && (given ?? query.get('$skiptoken')) !== null) {
    return graphFailure(400, 'Request_BadRequest', 'Badly formed token.')
  }
  if (token && token.page === undefined) return changesPage(call, tracked, render, token)
  const fields = token ? token.select : query.get('$select')
  const at = token?.at ?? tracked.log.end
  const size = Math.min(perPage, world.pageSize)
  const page = pageAfter(tracked.items, { token: token?.page === '' ? null : token?.page, size })
  if (!page) return graphFailure(400, 'Request_BadRequest', 'Badly formed token.')
  const items = page.items.map((item) => select(render(item), fields))
  return page.next === undefined
    ? feedPage(call, items, { at, select: fields }, true)
    : feedPage(call, items, { at, select: fields, page: page.next }, false)
}

function changesPage<T extends object>(
  call: GraphCall,
  tracked: Tracked<T>,
  render: (item: T) => object,
  token: FeedToken,
): Answer {
  const changes = tracked.log.slice(token.at, perPage)
  const items = changes.flatMap(({ index }) => {
    const item = tracked.items.get(index)
    const told = item
      ? select(render(item), token.select === null ? null : `${token.select},id`)
      : { id: tracked.idOf(index), '@removed': { reason: 'changed' } }
    return [told]
  })
  const at = token.at + changes.length
  return feedPage(call, items, { at, select: token.select }, at >= tracked.log.end)
}

function feedPage(
  call: GraphCall,
  value: readonly object[],
  token: Omit<FeedToken, 'generation'>,
  isLast: boolean,
): Answer {
  const text = Buffer.from(JSON.stringify({ ...token, generation: call.world.feedGeneration })).toString('base64url')
  const link = linkTo(call, call.path, new URLSearchParams([[isLast ? '$deltatoken' : '$skiptoken', text]]))
  return jsonAnswer({
    '@odata.context': `http://${call.host}/${call.version}/$metadata#${call.path.slice(1)}`,
    [isLast ? '@odata.deltaLink' : '@odata.nextLink']: link,
    value,
  })
}

function readToken(text: string | null): FeedToken | undefined {
  if (text === null) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return typeof value === 'object' && value !== null && 'at' in value ? (value as FeedToken) : undefined
  } catch {
    return undefined
  }
}
