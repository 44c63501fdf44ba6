import type { Query } from '@opencasb/connector-kit'
import type { StandardSchemaV1 } from '@opencasb/core'
import type { Page } from '@opencasb/core/connector'
import type { GraphOptions } from '../client.ts'
import type { M365Session } from '../session.ts'

/** What a listing is read with. */
export interface ListPagesOptions<T> extends Omit<GraphOptions, 'query'> {
  readonly item: StandardSchemaV1<unknown, T>
  readonly keyOf?: (value: unknown) => string | undefined
  readonly query: Query
}

/** Where a listing is read: a stream's context fits. */
export interface ListPagesContext {
  readonly session: Pick<M365Session, 'client'>
  readonly signal: AbortSignal
  readonly from?: string
}

/** Reads a listing of Graph as pages of a stream; the link to the next page is the cursor. */
export async function* listPages<T>(
  { session, signal, from }: ListPagesContext,
  path: string,
  options: ListPagesOptions<T>,
): AsyncGenerator<Page<T>, void, undefined> {
  const pages = session.client.list(path, { ...options, signal, ...(from !== undefined && { from }) })
  for await (const { items, unreadable, next } of pages) {
    yield { items, unreadable, ...(next !== undefined && { cursor: next }) }
  }
}
