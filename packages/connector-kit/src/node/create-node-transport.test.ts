import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { ConfigError, ProviderError, type Transport, UnexpectedAnswerError } from '@opencasb/core'
import { createFakeClock } from '@opencasb/testkit'
import { MockAgent } from 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startServer } from '../../tests/start-server.ts'
import { createHttpClient } from '../http/create-http-client.ts'
import { createNodeTransport, type NodeTransportOptions } from './create-node-transport.ts'

const mebibyte = 1024 * 1024
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function setUp(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  options: NodeTransportOptions = {},
) {
  const server = await startServer(answer)
  const transport = createNodeTransport(options)
  closers.push(server.close, () => transport.close())
  return { server, transport, get: (path = '/', most = mebibyte) => read(transport, server.url + path, most) }
}

async function read(transport: Transport, url: string, most = mebibyte, signal = new AbortController().signal) {
  const response = await transport.send({ method: 'GET', url: new URL(url), headers: {}, signal })
  return { ...response, text: new TextDecoder().decode(await response.read(most)) }
}
const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((reason: unknown) => reason)

describe('requests', () => {
  it('sends method, path, headers and body, and reads the answer', async () => {
    const { server, transport } = await setUp((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        response.setHeader('set-cookie', ['a=1', 'b=2'])
        response.writeHead(201, { 'X-Echo': `${request.method} ${request.url} ${request.headers['x-test']} ${body}` })
        response.end('done')
      })
    })
    const response = await transport.send({
      method: 'POST',
      url: new URL(`${server.url}/a/b?c=d`),
      headers: { 'x-test': 'yes' },
      body: '{"a":1}',
      signal: new AbortController().signal,
    })
    expect(response.status).toBe(201)
    expect(response.headers).toMatchObject({ 'x-echo': 'POST /a/b?c=d yes {"a":1}', 'set-cookie': 'a=1, b=2' })
    expect(Buffer.from(await response.read(100)).toString()).toBe('done')
  })

  it('uses connections again, and no more than allowed', async () => {
    const { server, get } = await setUp((_request, response) => setTimeout(() => response.end('x'), 5), {
      connections: 2,
    })
    await Promise.all(Array.from({ length: 10 }, () => get()))
    await get()
    expect(server.connections()).toBe(2)
  })

  it('a discarded answer frees its connection', async () => {
    const { server, transport, get } = await setUp((_request, response) => response.end('x'.repeat(1000)), {
      connections: 1,
    })
    const signal = new AbortController().signal
    const response = await transport.send({ method: 'GET', url: new URL(server.url), headers: {}, signal })
    await response.discard()
    await get()
    expect(server.connections()).toBe(1)
  })

  it('does not follow redirects', async () => {
    const { get } = await setUp((_request, response) => response.writeHead(302, { location: '/x' }).end())
    expect(await get()).toMatchObject({ status: 302, headers: { location: '/x' } })
  })

  it('[F45] an abort ends a request at once with the reason of the signal', async () => {
    const { server, transport } = await setUp(() => undefined)
    const controller = new AbortController()
    const pending = caught(read(transport, server.url, 10, controller.signal))
    setTimeout(() => controller.abort(new Error('stopped')), 20)
    expect(String(await pending)).toContain('stopped')
    expect(await caught(read(transport, server.url, 10, controller.signal))).toBe(controller.signal.reason)
  })

  it('[F45] closing ends what is under way', async () => {
    const { server, transport } = await setUp(() => undefined)
    const pending = caught(read(transport, server.url))
    await new Promise((resolve) => setTimeout(resolve, 20))
    await transport.close()
    expect(await pending).toSatisfy(ProviderError.is)
  })

  it('asks the look-up hook for host names, so that it can refuse', async () => {
    const asked: string[] = []
    const transport = createNodeTransport({
      lookup: (hostname, _options, callback) => {
        asked.push(hostname)
        callback(Object.assign(new Error('refused'), { code: 'EACCES' }), '', 0)
      },
    })
    closers.push(() => transport.close())
    expect(await caught(read(transport, 'http://internal.example.com/x'))).toSatisfy(ProviderError.is)
    expect(asked).toEqual(['internal.example.com'])
  })

  it('goes through a proxy', async () => {
    const proxy = await startServer((request, response) => response.end(`asked for ${request.url}`))
    const transport = createNodeTransport({ proxy: proxy.url })
    closers.push(proxy.close, () => transport.close())
    expect((await read(transport, 'http://api.example.com/x')).text).toBe('asked for http://api.example.com/x')
  })

  it('says which option is wrong where the proxy is no URL', () => {
    expect(() => createNodeTransport({ proxy: 'proxy:8080' })).toThrow(ConfigError)
  })
})

describe('network faults', () => {
  it('[F12] a refused connection and a host that is not found are told by code', async () => {
    const { server, transport } = await setUp((_request, response) => response.end())
    await server.close()
    const refused = await caught(read(transport, server.url))
    expect(ProviderError.is(refused) && refused.message).toContain('ECONNREFUSED')
    const unknown = await caught(read(transport, 'http://does-not-exist.invalid/'))
    expect(ProviderError.is(unknown) && unknown.message).toMatch(/ENOTFOUND|EAI_AGAIN/)
  })

  it('[F12] a reset before the headers is an error', async () => {
    const { get } = await setUp((request) => request.socket.destroy())
    expect(await caught(get())).toSatisfy(ProviderError.is)
  })

  it.each([
    ['[F13] a reset inside the body', { 'content-length': 100 }],
    ['[F14] a chunked body that is cut', {}],
  ])('%s is an error, never a shorter answer', async (_title, headers) => {
    const { get } = await setUp((request, response) => {
      response.writeHead(200, headers)
      response.write('[1,2')
      setTimeout(() => request.socket.destroy(), 5)
    })
    const error = await caught(get())
    expect(ProviderError.is(error) && error.retryable).toBe(true)
  })

  it.each([
    ['[F14] shorter than its length', 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n[1,2]'],
    ['[F12] no HTTP', 'SSH-2.0-example\r\n'],
  ])('a body that is %s is an error', async (_title, bytes) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(bytes))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const transport = createNodeTransport()
    closers.push(
      async () => void server.close(),
      () => transport.close(),
    )
    const error = await caught(read(transport, `http://127.0.0.1:${(server.address() as AddressInfo).port}`))
    expect(error).toSatisfy(ProviderError.is)
  })

  it('[F14] what follows a body that is longer than its length is not taken for the next answer', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.on('data', () =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n[1,2]HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]'),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const transport = createNodeTransport({ connections: 1 })
    closers.push(
      async () => void server.close(),
      () => transport.close(),
    )
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const first = await read(transport, url)
    const second = await read(transport, url)
    expect([first.text, second.text]).toEqual(['[1,2]', '[1,2]'])
  })
})

describe('deadlines', () => {
  it('[F16] headers that never come', async () => {
    const { get } = await setUp(() => undefined, { headersMs: 50 })
    const error = await caught(get())
    expect(ProviderError.is(error) && error.message).toContain('UND_ERR_HEADERS_TIMEOUT')
  })

  it('[F16] a body that stops', async () => {
    const { get } = await setUp((_request, response) => void response.writeHead(200).write('['), { idleMs: 50 })
    const error = await caught(get())
    expect(ProviderError.is(error) && error.message).toContain('UND_ERR_BODY_TIMEOUT')
  })

  it('[F16] a byte now and then does not keep a request alive for ever', async () => {
    const timers: NodeJS.Timeout[] = []
    const { get } = await setUp(
      (_request, response) => {
        response.writeHead(200)
        timers.push(setInterval(() => response.write(' '), 10))
      },
      { totalMs: 120, idleMs: 1000 },
    )
    const error = await caught(get())
    for (const timer of timers) clearInterval(timer)
    expect(ProviderError.is(error) && error.message).toContain('within 120 ms')
  })

  it('[F16] a server that accepts no connection', async () => {
    const transport = createNodeTransport({ connectMs: 60 })
    closers.push(() => transport.close())
    // An address of the range for documentation, where nobody answers.
    expect(await caught(read(transport, 'http://192.0.2.1/'))).toSatisfy(ProviderError.is)
  })
})

describe('sizes', () => {
  it('[F29] a body that is larger than allowed is refused, and its connection ended', async () => {
    let sent = 0
    const { get } = await setUp((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024, 32)
      const more = (): void => {
        while (!response.destroyed && sent < 64 * mebibyte) {
          sent += chunk.length
          if (!response.write(chunk)) return void response.once('drain', more)
        }
      }
      more()
    })
    const error = await caught(get('/', 2 * mebibyte))
    expect(UnexpectedAnswerError.is(error) && [error.retryable, error.message]).toEqual([
      false,
      'The answer is larger than 2097152 bytes',
    ])
    expect(sent).toBeLessThan(32 * mebibyte)
  })

  it('an answer that is read late is complete', async () => {
    const { server, transport } = await setUp((_request, response) => response.end('x'.repeat(3 * mebibyte)))
    const signal = new AbortController().signal
    const response = await transport.send({ method: 'GET', url: new URL(server.url), headers: {}, signal })
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect((await response.read(4 * mebibyte)).length).toBe(3 * mebibyte)
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('reads %s, small and large', async (encoding, compress) => {
    const bodies = ['{"a":1}', JSON.stringify(Array.from({ length: 15_000 }, (_, index) => index * 7919))]
    const { get } = await setUp((request, response) => {
      expect(request.headers['accept-encoding']).toContain(encoding)
      response
        .writeHead(200, { 'content-encoding': encoding })
        .end(compress(bodies[Number(request.url?.slice(1))] ?? ''))
    })
    expect([(await get('/0')).text, (await get('/1')).text]).toEqual(bodies)
  })

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('[F30] a %s bomb is stopped before it fills the memory', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(32 * mebibyte))
    const { get } = await setUp((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(bomb),
    )
    const before = process.memoryUsage.rss()
    const error = await caught(get('/', 50 * mebibyte))
    expect(UnexpectedAnswerError.is(error) && error.retryable).toBe(false)
    expect(process.memoryUsage.rss() - before).toBeLessThan(24 * mebibyte)
  })

  it('[F30] no more is decompressed than may be read', async () => {
    const { get } = await setUp((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1000))),
    )
    expect(await caught(get('/', 999))).toSatisfy(UnexpectedAnswerError.is)
    expect((await get('/', 1000)).text).toHaveLength(1000)
  })

  it.each([
    ['[F14] a cut gzip body', 'gzip', gzipSync('x'.repeat(1000)).subarray(0, 20), ProviderError.is],
    ['gzip that is none', 'gzip', Buffer.from('plain'), ProviderError.is],
    ['an encoding that nobody asked for', 'zstd', Buffer.from('x'), UnexpectedAnswerError.is],
    ['an encoding named after a property', 'constructor', Buffer.from('x'), UnexpectedAnswerError.is],
  ])('%s is an error', async (_title, encoding, body, is) => {
    const { get } = await setUp((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    )
    expect(await caught(get())).toSatisfy(is)
  })
})

describe('a dispatcher of the host', () => {
  it('is used and left open', async () => {
    const agent = new MockAgent()
    agent.disableNetConnect()
    agent
      .get('https://api.example.com')
      .intercept({ path: '/x' })
      .reply(200, { a: 1 }, { headers: { 'X-A': 'b' } })
      .times(2)
    const transport = createNodeTransport({ dispatcher: agent })
    expect((await read(transport, 'https://api.example.com/x')).text).toBe('{"a":1}')
    await transport.close()
    expect((await read(transport, 'https://api.example.com/x')).headers['x-a']).toBe('b')
    await agent.close()
  })
})

describe('with the client', () => {
  it('[F13] a list page and an object that are cut in the middle are read again, whole', async () => {
    let count = 0
    const { server, transport } = await setUp((request, response) => {
      const body = JSON.stringify(Array.from({ length: 100 }, (_, id) => ({ id })))
      response.writeHead(200, { 'content-length': body.length })
      if (++count % 2 === 1) {
        response.write(body.slice(0, 500))
        setTimeout(() => request.socket.destroy(), 2)
      } else response.end(body)
    })
    const client = createHttpClient({ baseUrl: server.url, transport, clock: createFakeClock() })
    const signal = new AbortController().signal
    const schema = z.array(z.object({ id: z.number() }))
    for (let round = 0; round < 3; round++) expect((await client.get('x', { schema, signal })).data).toHaveLength(100)
    expect(count).toBe(6)
  })

  it('[F29] an answer that is too large is refused once and not asked for again', async () => {
    let count = 0
    const { server, transport } = await setUp((_request, response) => {
      count++
      response.end(JSON.stringify('x'.repeat(5000)))
    })
    const client = createHttpClient({
      baseUrl: server.url,
      transport,
      clock: createFakeClock(),
      limits: { maxBodyBytes: 1000 },
    })
    const signal = new AbortController().signal
    expect(await caught(client.get('x', { schema: z.string(), signal }))).toSatisfy(UnexpectedAnswerError.is)
    expect(count).toBe(1)
  })
})
