import { createHttpClient } from '@opencasb/connector-kit'
import type { Transport } from '@opencasb/core'
import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createGoogleClient } from './client.ts'
import type { GoogleApi } from './google-api.ts'

/** Reads a listing from an API that answers these bodies, one after the other. */
async function read(api: GoogleApi, ...bodies: readonly unknown[]): Promise<{ asked: string[]; ids: string[] }> {
  const asked: string[] = []
  const transport: Transport = {
    send: async ({ url }) => {
      const body = bodies[Math.min(asked.length, bodies.length - 1)]
      asked.push(url.search)
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        read: async () => new TextEncoder().encode(JSON.stringify(body)),
        discard: async () => undefined,
      }
    },
    close: async () => undefined,
  }
  const clock = createFakeClock()
  const http = createHttpClient({ baseUrl: 'https://admin.googleapis.com', transport, clock })
  const client = createGoogleClient(() => http)
  const ids: string[] = []
  const { signal } = new AbortController()
  const request = { item: z.object({ id: z.string() }), itemsField: 'users', query: { maxResults: 2 }, signal }
  for await (const { items } of client.list(api, '/users', request)) ids.push(...items.map(({ id }) => id))
  return { asked, ids }
}

describe('a listing', () => {
  it('goes on with the token of the page before, and ends where there is none', async () => {
    const first = { kind: 'users', users: [{ id: '1' }], nextPageToken: 'a/b=' }
    expect(await read('directory', first, { kind: 'users', users: [{ id: '2' }] })).toEqual({
      asked: ['?maxResults=2', '?maxResults=2&pageToken=a%2Fb%3D'],
      ids: ['1', '2'],
    })
  })

  it('has no items where Google leaves the list out', async () => {
    expect((await read('directory', { kind: 'users', etag: 'x' })).ids).toEqual([])
    expect((await read('cloudIdentity', {})).ids).toEqual([])
  })

  it('[F20] goes on behind a page that leaves the list out', async () => {
    const empty = { kind: 'users', nextPageToken: 'a' }
    expect((await read('directory', empty, { kind: 'users', users: [{ id: '2' }] })).ids).toEqual(['2'])
  })

  it.each([
    [{}],
    [{ kind: 'users', users: {} }],
    [{ kind: 'users', error: { code: 500 } }],
    [{ unexpected: 'shape' }],
    [[]],
    [null],
  ])('[F15] %j is no empty list', async (body) => {
    await expect(read('directory', body)).rejects.toThrow()
  })
})
