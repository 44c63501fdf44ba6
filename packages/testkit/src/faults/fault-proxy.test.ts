import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createNodeTransport } from '@opencasb/connector-kit/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from './fault.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import type { FaultRule } from './fault-rule.ts'

const limit = 8 * 2 ** 20

/** A vendor with four pages of two items, linked by header and by a field. */
async function startVendor(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`)
    const page = Number(url.searchParams.get('page') ?? '1')
    const more = page < 4
    const items = [1, 2].map((n) => ({ id: `${page}-${n}`, title: `Item ${n}` }))
    response.setHeader('content-type', 'application/json')
    response.setHeader('etag', `"${page}"`)
    if (url.pathname === '/linked') {
      if (more) response.setHeader('link', `<${url.origin}/linked?page=${page + 1}>; rel="next"`)
      response.end(JSON.stringify(items))
      return
    }
    response.end(JSON.stringify({ data: { items, pageInfo: { hasNextPage: more, endCursor: String(page + 1) } } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): void => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

describe('startFaultProxy', () => {
  let vendor: Awaited<ReturnType<typeof startVendor>>
  let proxy: FaultProxy
  const transport = createNodeTransport({ headersMs: 300, idleMs: 300, totalMs: 2_000 })

  beforeEach(async () => {
    vendor = await startVendor()
    proxy = await startFaultProxy({ target: vendor.url })
  })
  afterEach(async () => {
    await proxy.close()
    vendor.close()
  })

  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const url = new URL(path, proxy.url)
    const answer = await transport.send({ method: 'GET', url, headers, signal: AbortSignal.timeout(5_000) })
    const text = Buffer.from(await answer.read(limit)).toString()
    return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) as unknown }
  }
  const strike = (fault: Fault, rule: Partial<FaultRule> = {}): void => proxy.setRules([{ ...rule, fault }])

  it('passes everything on without rules, links leading back to itself', async () => {
    const answer = await ask('/linked')
    expect(answer.json()).toEqual([
      { id: '1-1', title: 'Item 1' },
      { id: '1-2', title: 'Item 2' },
    ])
    expect(answer.headers['link']).toBe(`<${proxy.url}/linked?page=2>; rel="next"`)
    expect(proxy.requests).toMatchObject([{ method: 'GET', path: '/linked' }])
    expect(proxy.struck).toBe(0)
  })

  it('counts matching requests: after, every and times', async () => {
    strike({ kind: 'status', status: 503 }, { match: '/linked*', after: 1, every: 2, times: 2 })
    const statuses: number[] = []
    for (let turn = 0; turn < 7; turn += 1) statuses.push((await ask(`/linked?turn=${turn}`)).status)
    expect(statuses).toEqual([200, 503, 200, 503, 200, 200, 200])
    expect((await ask('/other')).status).toBe(200)
    expect(proxy.struck).toBe(2)
  })

  it('sticks to one request for ever', async () => {
    strike({ kind: 'status', status: 500 }, { sticky: true })
    expect((await ask('/linked?page=2')).status).toBe(500)
    expect((await ask('/linked?page=3')).status).toBe(200)
    expect((await ask('/linked?page=2')).status).toBe(500)
  })

  it('tells the parts of a scan apart and keeps that to itself', async () => {
    strike({ kind: 'echo', status: 400 }, { source: 'facet', name: 'acme.door.lock' })
    expect((await ask('/linked', { 'x-opencasb-source': 'stream acme.door' })).status).toBe(200)
    const struck = await ask('/linked', { 'x-opencasb-source': 'facet acme.door.lock' })
    expect(struck.status).toBe(400)
    expect(proxy.requests[1]).toMatchObject({ source: { kind: 'facet', name: 'acme.door.lock' }, fault: 'echo' })
  })

  it('computes header values at the time of the answer', async () => {
    strike({ kind: 'status', status: 429, headers: { 'retry-after': (now) => new Date(now + 60_000).toUTCString() } })
    const answer = await ask('/linked')
    expect(Date.parse(answer.headers['retry-after'] ?? '') - Date.parse(answer.headers['date'] ?? '')).toBeGreaterThan(
      55_000,
    )
  })

  it.each<Fault>([
    { kind: 'hang' },
    { kind: 'reset-before-headers' },
    { kind: 'reset-mid-body' },
    { kind: 'cut-body' },
    { kind: 'cut-chunks' },
    { kind: 'slow-body', bytesPerSecond: 1 },
    { kind: 'huge-body' },
    { kind: 'compression-bomb' },
    { kind: 'compression-bomb', encoding: 'br', bytes: 2 ** 26 },
  ])('breaks the answer so that it cannot be read: $kind $encoding', async (fault) => {
    strike(fault)
    await expect(ask('/linked')).rejects.toThrow()
    expect(proxy.struck).toBe(1)
  })

  it.each<[Fault, (text: string) => boolean]>([
    [{ kind: 'html' }, (text) => text.startsWith('<!doctype')],
    [{ kind: 'empty-body' }, (text) => text === ''],
    [{ kind: 'null-body' }, (text) => text === 'null'],
    [{ kind: 'deep-nesting', levels: 1_000 }, (text) => text.startsWith('['.repeat(1_000))],
    [{ kind: 'truncated-json' }, (text) => text.startsWith('[{"id"') && !text.endsWith(']')],
    [{ kind: 'wrong-shape' }, (text) => text === '{"unexpected":"shape"}'],
    [{ kind: 'byte-order-mark' }, (text) => text.startsWith('\ufeff[')],
    [{ kind: 'invalid-utf8' }, (text) => text.includes('\ufffd(\ufffd')],
    [{ kind: 'odd-strings' }, (text) => text.includes('\\u0000')],
    [{ kind: 'prototype-keys' }, (text) => text.includes('"__proto__":{"polluted":true}')],
    [{ kind: 'long-body' }, (text) => text.startsWith('[{"id"') && !text.endsWith(']')],
  ])('spoils the body of an answer that looks sound: %j', async (fault, isSpoilt) => {
    strike(fault)
    const answer = await ask('/linked')
    expect(answer.status).toBe(200)
    expect(isSpoilt(answer.text), answer.text.slice(0, 200)).toBe(true)
  })

  it('adds properties and doubles items where the items are, however deep', async () => {
    strike({ kind: 'unknown-properties' })
    expect((await ask('/nested')).json()).toMatchObject({
      opencasb_unknown: true,
      data: { items: [{ id: '1-1' }, {}] },
    })
    strike({ kind: 'duplicate-items' })
    expect((await ask('/nested')).json()).toMatchObject({ data: { items: [{}, {}, { id: '1-1' }, { id: '1-2' }] } })
  })

  it('does not let an altered answer be kept under the validator of the real one', async () => {
    strike({ kind: 'duplicate-items' })
    expect((await ask('/linked')).headers['etag']).toBeUndefined()
  })

  describe.each([
    ['a Link header', '/linked', (text: string, link?: string) => ({ ids: idsOf(text), next: linkOf(link) })],
    ['a cursor', '/nested', (text: string) => ({ ids: idsOf(text), next: cursorOf(text) })],
  ])('tampers with paging by %s:', (_name, start, read) => {
    const walk = async (most: number): Promise<readonly string[]> => {
      const pages: string[] = []
      for (let path: string | undefined = start; path !== undefined && pages.length < most; ) {
        const answer = await ask(path)
        const { ids, next } = read(answer.text, answer.headers['link'])
        pages.push(ids)
        path = next
      }
      return pages
    }

    it('an empty page comes in front of a page', async () => {
      strike({ kind: 'empty-page' }, { after: 1, times: 1 })
      expect(await walk(9)).toEqual(['1-1,1-2', '', '2-1,2-2', '3-1,3-2', '4-1,4-2'])
    })

    it('a page comes twice', async () => {
      strike({ kind: 'repeated-page' }, { after: 1, times: 1 })
      expect(await walk(9)).toEqual(['1-1,1-2', '2-1,2-2', '2-1,2-2', '3-1,3-2', '4-1,4-2'])
    })

    it('a page names itself', async () => {
      strike({ kind: 'self-link' }, { after: 1, sticky: true })
      expect(await walk(5)).toEqual(['1-1,1-2', '2-1,2-2', '2-1,2-2', '2-1,2-2', '2-1,2-2'])
    })

    it('two pages name each other', async () => {
      strike({ kind: 'cycle' }, { after: 2, sticky: true })
      expect(await walk(6)).toEqual(['1-1,1-2', '2-1,2-2', '3-1,3-2', '2-1,2-2', '3-1,3-2', '2-1,2-2'])
    })

    it('a page is served for ever under pointers never seen before', async () => {
      strike({ kind: 'endless-pages' }, { after: 1, times: 1 })
      expect(await walk(5)).toEqual(['1-1,1-2', '2-1,2-2', '2-1,2-2', '2-1,2-2', '2-1,2-2'])
      const paths = proxy.requests.map(({ path }) => path)
      expect(new Set(paths).size).toBe(paths.length)
    })
  })

  it('points to the foreign server, which tells credentials that reach it', async () => {
    strike({ kind: 'foreign-link' })
    const next = linkOf((await ask('/linked')).headers['link'])
    expect(next).toBe(`${proxy.foreign.url}/linked?page=2`)
    strike({ kind: 'foreign-redirect', status: 307 })
    expect((await ask('/linked?page=3')).headers['location']).toBe(`${proxy.foreign.url}/linked?page=3`)

    const careless = async (headers: Record<string, string>, path = '/x'): Promise<void> => {
      const url = new URL(path, proxy.foreign.url)
      await (await transport.send({ method: 'GET', url, headers, signal: AbortSignal.timeout(5_000) })).discard()
    }
    await careless({})
    expect(proxy.foreign.leaks(['s3cret'])).toEqual([])
    await careless({ authorization: 'Bearer x' })
    await careless({}, '/x?token=s3%63ret')
    expect(proxy.foreign.leaks(['s3cret'])).toHaveLength(2)
  })

  it('does not count a fault that found nothing to tamper with', async () => {
    strike({ kind: 'foreign-link' })
    expect((await ask('/linked?page=4')).status).toBe(200)
    expect(proxy.struck).toBe(0)
  })
})

function idsOf(text: string): string {
  const body = JSON.parse(text) as { id: string }[] | { data: { items: { id: string }[] } }
  return (Array.isArray(body) ? body : body.data.items).map(({ id }) => id).join(',')
}

function linkOf(link: string | undefined): string | undefined {
  return /<([^>]*)>/.exec(link ?? '')?.[1]
}

function cursorOf(text: string): string | undefined {
  const { pageInfo } = (JSON.parse(text) as { data: { pageInfo: { hasNextPage: boolean; endCursor: string } } }).data
  return pageInfo.hasNextPage ? `/nested?page=${pageInfo.endCursor}` : undefined
}
