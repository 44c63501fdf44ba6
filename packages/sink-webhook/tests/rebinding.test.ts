import type { LookupAddress } from 'node:dns'
import { systemClock } from '@opencasb/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addressRules } from '../src/address-rules.ts'
import type { Resolve } from '../src/checked-lookup.ts'
import { createWebhookPost, type WebhookPost } from '../src/webhook-post.ts'
import { startReceiver } from './receiver.ts'

const message = { id: 'c1', type: 'finding.opened', body: '{}' } as const

/** A name server that says something else each time. */
function nameServer(...answers: readonly (readonly string[])[]): {
  readonly resolve: Resolve
  readonly asked: string[]
} {
  const asked: string[] = []
  const resolve: Resolve = (hostname, _options, callback) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? []
    asked.push(hostname)
    const addresses: LookupAddress[] = answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    setImmediate(callback, null, addresses)
  }
  return { resolve, asked }
}

function postTo(port: number, resolve: Resolve, allow: readonly string[], host = 'hooks.example.com'): WebhookPost {
  const post = createWebhookPost({
    sink: 'webhook',
    url: new URL(`http://${host}:${port}/`),
    keys: [Buffer.alloc(32, 1)],
    rules: addressRules(allow),
    timeoutMs: 2_000,
    connections: 1,
    clock: systemClock,
    resolve,
  })
  onTestFinished(() => post.close())
  return post
}

describe('a name that changes its mind', () => {
  it('[F28] is asked once, and the connection goes to the address that was judged', async () => {
    const receiver = await startReceiver('127.0.0.2')
    const { resolve, asked } = nameServer(['127.0.0.2'], ['127.0.0.1'])
    await postTo(receiver.port, resolve, ['127.0.0.2/32']).send(message)
    expect(asked).toEqual(['hooks.example.com'])
    expect(receiver.arrived.map(({ localAddress, headers }) => [localAddress, headers['host']])).toEqual([
      ['127.0.0.2', `hooks.example.com:${receiver.port}`],
    ])
  })

  it('[F28] is judged again for each connection', async () => {
    const receiver = await startReceiver('127.0.0.1')
    const { resolve, asked } = nameServer(['127.0.0.1'], ['169.254.169.254'])
    const post = postTo(receiver.port, resolve, ['127.0.0.1/32'])
    await post.send(message)
    await post.close()
    await expect(post.send(message)).rejects.toThrow(
      /could not be reached: it resolves to 169.254.169.254, which is not a public address; name the range in "allow"/,
    )
    expect(asked).toHaveLength(2)
    expect(receiver.arrived).toHaveLength(1)
  })

  it.each([
    ['one of several', ['127.0.0.2', '127.0.0.1']],
    ['an IPv4-mapped one', ['::ffff:127.0.0.1']],
    ['a NAT64 one', ['64:ff9b::7f00:1']],
    ['localhost', ['::1']],
  ])('[F28] is refused for %s of its addresses', async (_what, answer) => {
    const receiver = await startReceiver('127.0.0.1')
    const { resolve } = nameServer(answer)
    const sending = postTo(receiver.port, resolve, ['127.0.0.2/32']).send(message)
    await expect(sending).rejects.toMatchObject({ code: 'sink', retryable: true })
    expect(receiver.arrived).toEqual([])
  })

  it.each(['localhost', 'localhost.', 'hooks.example.com.'])('[F28] is judged by its address, as %s', async (host) => {
    const receiver = await startReceiver('127.0.0.1')
    const { resolve, asked } = nameServer(['127.0.0.1'])
    const sending = postTo(receiver.port, resolve, ['::/0'], host).send(message)
    await expect(sending).rejects.toThrow(/it resolves to 127.0.0.1, which is not a public address/)
    expect(asked).toEqual([host])
    expect(receiver.arrived).toEqual([])
  })

  it('says so where it has no address', async () => {
    const { resolve } = nameServer([])
    await expect(postTo(80, resolve, []).send(message)).rejects.toMatchObject({ code: 'sink' })
  })
})
