import type { TransportRequest } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestCache } from '../../tests/create-test-cache.ts'
import { createTestClient } from '../../tests/create-test-client.ts'
import type { ScriptedAnswer } from '../../tests/scripted-transport.ts'

const schema = z.object({ name: z.string() })

/** A vendor that answers 304 where the validator is the one it gave. */
function vendor(headers: Record<string, string> = { etag: '"1"' }, body: unknown = { name: 'acme' }) {
  return (request: TransportRequest): ScriptedAnswer => {
    const sent = request.headers['if-none-match'] ?? request.headers['if-modified-since']
    const unchanged = sent !== undefined && (sent === headers['etag'] || sent === headers['last-modified'])
    return unchanged ? { status: 304, headers: { etag: headers['etag'] ?? '' } } : { headers, body }
  }
}

describe('conditional requests', () => {
  it('ask with the validator, and give the stored body where nothing changed', async () => {
    const cache = createTestCache()
    const link = '<https://api.example.com/x?page=2>; rel="next"'
    const { client, limiter, transport, signal } = createTestClient(vendor({ etag: 'W/"1"', link }), { cache })
    const first = await client.get('x', { schema, signal })
    const second = await client.get('x', { schema, signal })
    expect([first.notModified, second.notModified]).toEqual([false, true])
    expect(second).toMatchObject({ data: { name: 'acme' }, status: 200, headers: { link } })
    expect(transport.requests[1]?.headers['if-none-match']).toBe('W/"1"')
    expect(limiter.usage()[0]).toMatchObject({ requests: 2, notModified: 1 })
  })

  it('use the date where there is no tag', async () => {
    const { client, transport, signal } = createTestClient(
      vendor({ 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' }),
      { cache: createTestCache() },
    )
    await client.get('x', { schema, signal })
    expect((await client.get('x', { schema, signal })).notModified).toBe(true)
    expect(transport.requests[1]?.headers['if-modified-since']).toBe('Thu, 01 Jan 2026 00:00:00 GMT')
  })

  it('store nothing without a validator, and nothing that was not good', async () => {
    const cache = createTestCache()
    const { client, signal } = createTestClient(
      ({ url }) =>
        url.pathname === '/bad' ? { headers: { etag: '"1"' }, body: { name: 1 } } : { body: { name: 'a' } },
      { cache },
    )
    await client.get('x', { schema, signal })
    await client.get('bad', { schema, signal }).catch(() => undefined)
    expect(cache.entries.size).toBe(0)
  })

  it('keep answers of other addresses and other formats apart', async () => {
    const cache = createTestCache()
    const { client, signal } = createTestClient(vendor(), { cache })
    await client.get('x', { schema, signal })
    await client.get('x', { schema, query: { page: 2 }, signal })
    await client.get('x', { schema, headers: { Accept: 'application/vnd.example+json' }, signal })
    expect([...cache.entries.keys()]).toEqual([
      'GET https://api.example.com/x application/json',
      'GET https://api.example.com/x?page=2 application/json',
      'GET https://api.example.com/x application/vnd.example+json',
    ])
  })

  it('are not made where the caller or the method does not want them', async () => {
    const cache = createTestCache()
    const { client, transport, signal } = createTestClient(vendor(), { cache })
    await client.get('x', { schema, signal })
    await client.get('x', { schema, conditional: false, signal })
    await client.post('x', { schema, json: {}, idempotent: true, signal })
    expect(transport.requests.filter(({ headers }) => headers['if-none-match'])).toHaveLength(0)
  })

  it.each([
    ['is cut', '{"name":'],
    ['has another shape than is read now', '{"name":1}'],
  ])('[F15] a stored body that %s is ignored, and the answer fetched anew', async (_title, body) => {
    const cache = createTestCache()
    const { client, transport, signal } = createTestClient(vendor(), { cache })
    cache.entries.set('GET https://api.example.com/x application/json', { etag: '"1"', body, headers: {} })
    const answer = await client.get('x', { schema, signal })
    expect(answer).toMatchObject({ data: { name: 'acme' }, notModified: false })
    expect(transport.requests).toHaveLength(2)
    expect(cache.entries.get('GET https://api.example.com/x application/json')?.body).toBe('{"name":"acme"}')
  })

  it('a 304 that nobody asked for is no answer', async () => {
    const { client, signal } = createTestClient(() => ({ status: 304 }), { cache: createTestCache() })
    await expect(client.get('x', { schema, signal })).rejects.toThrow('304')
  })

  it('[F39] a cache that fails costs requests, never the scan', async () => {
    const warnings: string[] = []
    const fail = () => Promise.reject(new Error('disk full'))
    const { client, signal } = createTestClient(vendor(), {
      cache: { get: fail, set: fail },
      log: { debug: () => undefined, warn: (message) => warnings.push(message) },
    })
    expect((await client.get('x', { schema, signal })).data).toEqual({ name: 'acme' })
    expect(warnings).toEqual(['a stored answer could not be read', 'an answer could not be stored'])
  })
})
