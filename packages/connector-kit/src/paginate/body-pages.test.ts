import { UnexpectedAnswerError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestClient } from '../../tests/create-test-client.ts'
import { connectionPages } from './connection-pages.ts'
import { listOf } from './http-pages.ts'
import { odataPages } from './odata-pages.ts'
import { tokenPages } from './token-pages.ts'

const item = z.object({ id: z.number() })

async function collect<T>(pages: AsyncIterable<T>): Promise<{ pages: T[]; error: unknown }> {
  const read: T[] = []
  try {
    for await (const page of pages) read.push(page)
    return { pages: read, error: undefined }
  } catch (error) {
    return { pages: read, error }
  }
}

describe('tokenPages', () => {
  const itemsOf = (body: unknown) => listOf(body, 'users')

  it('asks with the token of the page before, and keeps the query', async () => {
    const tokens = ['a/b', 'c', '']
    const { client, transport, signal } = createTestClient((_request, count) => ({
      body: { users: [{ id: count }], nextPageToken: tokens[count - 1] },
    }))
    const { pages } = await collect(
      tokenPages(client, 'users', { item, itemsOf, query: { domain: 'example.com' }, signal }),
    )
    expect(pages.map(({ items, next }) => [items[0]?.id, next])).toEqual([
      [1, 'a/b'],
      [2, 'c'],
      [3, undefined],
    ])
    expect(transport.requests.map(({ url }) => url.search)).toEqual([
      '?domain=example.com',
      '?domain=example.com&pageToken=a%2Fb',
      '?domain=example.com&pageToken=c',
    ])
  })

  it('resumes, and takes other names', async () => {
    const { client, transport, signal } = createTestClient(() => ({ body: { users: [], meta: { cursor: null } } }))
    const tokenOf = (body: unknown) => (body as { meta: { cursor: string | null } }).meta.cursor ?? undefined
    await collect(tokenPages(client, 'users', { item, itemsOf, tokenOf, parameter: 'cursor', from: 'x', signal }))
    expect(transport.requests.map(({ url }) => url.search)).toEqual(['?cursor=x'])
  })

  it('[F17] a token that comes again ends it as incomplete', async () => {
    const { client, signal } = createTestClient(() => ({ body: { users: [{ id: 1 }], nextPageToken: 'same' } }))
    const { pages, error } = await collect(tokenPages(client, 'users', { item, itemsOf, signal }))
    expect(pages).toHaveLength(2)
    expect(error).toSatisfy(UnexpectedAnswerError.is)
  })
})

describe('odataPages', () => {
  it('follows @odata.nextLink on the same origin and gives the count', async () => {
    const { client, signal } = createTestClient((_request, count) => ({
      body: {
        value: [{ id: count }],
        ...(count === 1 && { '@odata.count': 2, '@odata.nextLink': 'https://api.example.com/users?$skiptoken=x' }),
      },
    }))
    const { pages } = await collect(odataPages(client, 'users', { item, signal }))
    expect(pages.map(({ items, total, next }) => [items[0]?.id, total, next])).toEqual([
      [1, 2, 'https://api.example.com/users?$skiptoken=x'],
      [2, undefined, undefined],
    ])
  })

  it('[F27] a nextLink to another host is refused', async () => {
    const { client, transport, signal } = createTestClient(() => ({
      body: { value: [], '@odata.nextLink': 'https://169.254.169.254/x' },
    }))
    const { error } = await collect(odataPages(client, 'users', { item, signal }))
    expect(error).toSatisfy(UnexpectedAnswerError.is)
    expect(transport.requests).toHaveLength(1)
  })
})

describe('connectionPages', () => {
  const answer = (id: number, endCursor: string | null, hasNextPage = endCursor !== null) => ({
    nodes: [{ id }, null],
    pageInfo: { hasNextPage, endCursor },
    totalCount: 2,
  })

  it('asks after the end cursor, and gives the answer along', async () => {
    const asked: (string | undefined)[] = []
    const fetch = async (after: string | undefined) => {
      asked.push(after)
      return answer(asked.length, asked.length === 1 ? 'one' : null)
    }
    const { pages } = await collect(connectionPages({ item, fetch }))
    expect(asked).toEqual([undefined, 'one'])
    expect(pages.map(({ items, unreadable, next, total }) => [items[0]?.id, unreadable.length, next, total])).toEqual([
      [1, 1, 'one', 2],
      [2, 1, undefined, 2],
    ])
    expect(pages[0]?.answer.pageInfo.endCursor).toBe('one')
  })

  it.each([
    ['comes again', async () => answer(1, 'same')],
    ['is missing', async () => answer(1, null, true)],
  ])('[F17] a cursor that %s ends it as incomplete', async (_title, fetch) => {
    const { error } = await collect(connectionPages({ item, fetch }))
    expect(error).toSatisfy(UnexpectedAnswerError.is)
  })
})
