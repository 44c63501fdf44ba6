import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import { pageSize } from './listing.ts'

/**
 * One page of a list that is read by cursor: `walk` gives the items behind a cursor, each with its own. Only forwards
 * links are given, as most routes of this kind do.
 */
export function listedByCursor<T>(
  call: Call,
  walk: (after: string | undefined) => Iterable<{ readonly item: T; readonly cursor: string }>,
  render: (item: T) => object,
): Answer {
  const size = pageSize(call.query)
  const after = call.query.get('after')
  const start = after === null ? undefined : Buffer.from(after, 'base64url').toString()
  const items: string[] = []
  let last: string | undefined
  let more = false
  for (const { item, cursor } of walk(start)) {
    if (items.length === size) {
      more = true
      break
    }
    items.push(JSON.stringify(render(item)))
    last = cursor
  }
  const links: string[] = []
  const to = (changes: Readonly<Record<string, string>>, relation: string): void => {
    const query = new URLSearchParams(call.query)
    query.delete('before')
    query.delete('after')
    for (const [name, value] of Object.entries(changes)) query.set(name, value)
    links.push(`<${call.links.api}${call.path}?${query}>; rel="${relation}"`)
  }
  if (more && last !== undefined) to({ after: Buffer.from(last).toString('base64url') }, 'next')
  if (start !== undefined) to({}, 'first')
  return {
    status: 200,
    body: `[${items.join(',')}]`,
    ...(links.length > 0 ? { headers: { link: links.join(', ') } } : {}),
  }
}
