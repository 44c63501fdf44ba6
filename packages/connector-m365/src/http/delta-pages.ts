import { type HttpClient, type Query, readItems } from '@opencasb/connector-kit'
import { type StandardSchemaV1, UnexpectedAnswerError } from '@opencasb/core'
import type { UnreadableItem } from '@opencasb/core/connector'
import { z } from 'zod'

/** One page of a change feed. */
export interface DeltaPage<T> {
  readonly items: readonly T[]
  readonly unreadable: readonly UnreadableItem[]
  /** Keys of what is gone. */
  readonly removed: readonly string[]
  /** Where to go on after this page; absent on the last one. */
  readonly next?: string
  /** Where the next feed starts; on the last page only. */
  readonly watermark?: string
}

/** How a change feed is read. */
export interface DeltaOptions<T> {
  readonly item: StandardSchemaV1<unknown, T>
  readonly keyOf: (value: unknown) => string | undefined
  readonly query?: Query
  readonly headers?: Readonly<Record<string, string>>
  readonly bucket: string
  readonly cost: number
  readonly from?: string
  readonly signal: AbortSignal
}

const pageSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().min(1).optional(),
  '@odata.deltaLink': z.string().min(1).optional(),
})

/**
 * Reads a change feed. Graph may tell of one thing several times; the last telling in a page counts.
 * @see https://learn.microsoft.com/en-us/graph/delta-query-overview
 */
export async function* deltaPages<T>(
  http: HttpClient,
  path: string,
  options: DeltaOptions<T>,
): AsyncGenerator<DeltaPage<T>, void, undefined> {
  const { item, keyOf, query, from, signal, headers, bucket, cost } = options
  const seen = new Set<string>()
  let at = from
  for (;;) {
    const { data, url } = await http.get(at ?? path, {
      schema: pageSchema,
      conditional: false,
      signal,
      bucket,
      cost,
      ...(headers && { headers }),
      ...(at === undefined && query && { query }),
    })
    const next = absolute(data['@odata.nextLink'], url)
    const watermark = absolute(data['@odata.deltaLink'], url)
    if (next === undefined && watermark === undefined)
      throw new UnexpectedAnswerError('A change feed ended without saying where the next one starts')
    if (next !== undefined && seen.has(next))
      throw new UnexpectedAnswerError('The pages of a change feed go in circles', { retryable: false })
    yield {
      ...partition(data.value, item, keyOf),
      ...(next !== undefined && { next }),
      ...(next === undefined && watermark !== undefined && { watermark }),
    }
    if (next === undefined) return
    seen.add(next)
    at = next
  }
}

function partition<T>(
  values: readonly unknown[],
  item: StandardSchemaV1<unknown, T>,
  keyOf: (value: unknown) => string | undefined,
): Pick<DeltaPage<T>, 'items' | 'unreadable' | 'removed'> {
  const last = new Map<string, unknown>()
  const nameless: unknown[] = []
  for (const value of values) {
    const key = keyOf(value)
    if (key === undefined) nameless.push(value)
    else last.set(key, value)
  }
  const removed: string[] = []
  const kept: unknown[] = []
  for (const [key, value] of last) {
    if (isRemoved(value)) removed.push(key)
    else kept.push(value)
  }
  return { ...readItems(item, [...kept, ...nameless], keyOf), removed }
}

function isRemoved(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '@removed' in value
}

function absolute(link: string | undefined, base: URL): string | undefined {
  return link === undefined ? undefined : (URL.parse(link, base.href)?.href ?? link)
}
