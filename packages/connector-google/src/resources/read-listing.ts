import type { Page, StreamContext } from '@opencasb/core/connector'
import type { ListRequest } from '../client.ts'
import type { GoogleApi } from '../google-api.ts'
import type { GoogleSession } from '../session.ts'

/** Reads a listing as the pages of a stream. */
export async function* readListing<T>(
  { session, signal, from }: Pick<StreamContext<GoogleSession>, 'session' | 'signal' | 'from'>,
  api: GoogleApi,
  path: string,
  request: Omit<ListRequest<T>, 'signal' | 'from'>,
): AsyncGenerator<Page<T>> {
  for await (const page of session.client.list(api, path, { ...request, from, signal })) {
    const { items, unreadable, next } = page
    yield { items, unreadable, ...(next !== undefined && { cursor: next }) }
  }
}
