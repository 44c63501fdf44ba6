import { ConfigError, secret, UnexpectedAnswerError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestClient, type TestClient } from '../../tests/create-test-client.ts'
import type { ScriptedAnswer } from '../../tests/scripted-transport.ts'
import { createStaticTokenSource } from '../tokens/create-static-token-source.ts'
import { createOriginLock } from './origin-lock.ts'

const foreign = [
  'https://evil.example.net/x',
  'http://api.example.com/x',
  'https://api.example.com:8443/x',
  'https://api.example.com.evil.example.net/x',
  'https://user:password@api.example.com/x',
  'https://api.example.com@evil.example.net/x',
  '//evil.example.net/x',
  '\\\\evil.example.net\\x',
  '/\\evil.example.net/x',
  'http://169.254.169.254/latest/meta-data',
  'http://localhost/x',
  'http://[::1]/x',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://',
]
const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((reason: unknown) => reason)
const schema = z.unknown()

function setUp(answer: (path: string) => ScriptedAnswer): TestClient {
  return createTestClient(({ url }) => answer(url.pathname), {
    authorize: { tokens: createStaticTokenSource(secret('abcdef123456')) },
  })
}

describe('links', () => {
  it.each(foreign)('[F27] %s is refused, and nothing is sent', async (link) => {
    const { client, transport, signal } = setUp(() => ({}))
    const error = await caught(client.get(link, { schema, signal }))
    expect(UnexpectedAnswerError.is(error) && error.retryable).toBe(false)
    expect(transport.requests).toHaveLength(0)
  })

  it('on the same origin are followed as they are', async () => {
    const { client, transport, signal } = setUp(() => ({}))
    await client.get('https://API.example.com:443/repositories/1?page=2#x', { schema, signal })
    expect(transport.requests[0]?.url.href).toBe('https://api.example.com/repositories/1?page=2')
  })

  it.each(['/x', 'x', '../../x', 'x/../../y'])('%s stays on the origin as a path', (path) => {
    const lock = createOriginLock('https://api.example.com/v1')
    expect(lock.resolve(path).origin).toBe('https://api.example.com')
  })
})

describe('redirects', () => {
  it.each(foreign)('[F27] to %s are not followed', async (location) => {
    const { client, transport, signal } = setUp(() => ({ status: 302, headers: { location } }))
    expect(await caught(client.get('x', { schema, signal }))).toSatisfy(UnexpectedAnswerError.is)
    expect(transport.requests).toHaveLength(1)
  })

  it.each([301, 302, 303, 307, 308])('%i on the same origin are followed, signed', async (status) => {
    const { client, transport, signal } = setUp((path) =>
      path === '/old' ? { status, headers: { location: '/new' } } : { body: [1] },
    )
    const answer = await client.get('old', { schema, signal })
    expect([answer.data, answer.url.pathname]).toEqual([[1], '/new'])
    expect(transport.requests[1]?.headers['authorization']).toBe('Bearer abcdef123456')
  })

  it('[F17] that go in circles end after five', async () => {
    const { client, transport, signal } = setUp(() => ({ status: 301, headers: { location: '/x' } }))
    expect(await caught(client.get('x', { schema, signal }))).toSatisfy(UnexpectedAnswerError.is)
    expect(transport.requests).toHaveLength(6)
  })

  it('that would turn a POST into a GET are refused, others keep the body', async () => {
    const { client, transport, signal } = setUp((path) =>
      path === '/302'
        ? { status: 302, headers: { location: '/x' } }
        : path === '/307'
          ? { status: 307, headers: { location: '/x' } }
          : {},
    )
    expect(await caught(client.post('302', { schema, json: 1, signal }))).toSatisfy(UnexpectedAnswerError.is)
    await client.post('307', { schema, json: 1, signal })
    expect(transport.requests.map(({ method, body }) => [method, body])).toEqual([
      ['POST', '1'],
      ['POST', '1'],
      ['POST', '1'],
    ])
  })
})

describe('the base URL', () => {
  it.each(['nonsense', 'ftp://api.example.com', 'http://api.example.com', 'https://user:pw@api.example.com'])(
    '%s is refused with a remedy',
    (baseUrl) => {
      let error: unknown
      try {
        createOriginLock(baseUrl)
      } catch (reason) {
        error = reason
      }
      expect(ConfigError.is(error) && error.field).toBe('baseUrl')
      expect(String(error)).not.toContain('pw')
    },
  )

  it.each(['http://localhost:8080', 'http://127.0.0.1:1', 'http://[::1]:1'])('%s is on this machine', (baseUrl) => {
    expect(createOriginLock(baseUrl).origin).toBe(baseUrl)
  })

  it('may be plain HTTP where the host says so', () => {
    expect(createOriginLock('http://ghe.example.com', true).origin).toBe('http://ghe.example.com')
  })
})
