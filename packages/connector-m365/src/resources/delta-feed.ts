import type { Query } from '@opencasb/connector-kit'
import { CredentialError, OpenCasbError, RateLimitError, type StandardSchemaV1 } from '@opencasb/core'
import type { Page } from '@opencasb/core/connector'
import { z } from 'zod'
import { type ListPagesContext, listPages } from './list-pages.ts'

/** A listing that has a change feed. */
export interface DeltaFeed<T> {
  /** @example '/users' */
  readonly path: string
  readonly item: StandardSchemaV1<unknown, T>
  readonly query: Query
}

/**
 * Reads a listing from its beginning. Where the change feed is to start is asked for first, so that what changes in the
 * meantime is told twice rather than never.
 */
export async function* listWithWatermark<T>(
  context: ListPagesContext,
  { path, item, query }: DeltaFeed<T>,
): AsyncGenerator<Page<T>, void, undefined> {
  let watermark = context.from === undefined ? await latestToken(context, path, query) : undefined
  for await (const page of listPages(context, path, { item, query })) {
    yield watermark === undefined ? page : { ...page, watermark }
    watermark = undefined
  }
}

/** Reads what changed since a watermark. */
export async function* changedSince<T>(
  { session, signal, from }: ListPagesContext,
  { path, item, query }: DeltaFeed<T>,
): AsyncGenerator<Page<T>, void, undefined> {
  const pages = session.client.delta(`${path}/delta`, {
    item,
    query: deltaQuery(query),
    signal,
    ...(from !== undefined && { from }),
  })
  for await (const { items, unreadable, removed, next, watermark } of pages) {
    yield {
      items,
      unreadable,
      removed,
      ...(next !== undefined && { cursor: next }),
      ...(watermark !== undefined && { watermark }),
    }
  }
}

/** Without a token the next scan reads everything: no reason to fail this one. */
async function latestToken(
  { session, signal }: ListPagesContext,
  path: string,
  query: Query,
): Promise<string | undefined> {
  try {
    const request = { item: z.unknown(), query: { ...deltaQuery(query), $deltatoken: 'latest' }, signal }
    for await (const { watermark } of session.client.delta(`${path}/delta`, request)) {
      if (watermark !== undefined) return watermark
    }
  } catch (error) {
    if (!OpenCasbError.is(error) || RateLimitError.is(error) || CredentialError.is(error)) throw error
  }
  return undefined
}

/** Change feeds choose the size of their pages themselves. */
function deltaQuery(query: Query): Query {
  const { $select } = query
  return { ...($select !== undefined && { $select }) }
}
