import { createMemoryState, createScanner, type Scanner, type StateStore } from '@opencasb/core'
import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { verifyWebhook, webhookSink } from '../src/index.ts'
import { doorsConnector } from './doors.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { secretOf } from './samples.ts'

const hour = 60 * 60 * 1_000

function setUp(receiver: Receiver, doors: Map<string, boolean>, state: StateStore = createMemoryState()) {
  const clock = createFakeClock({ auto: false })
  const sink = webhookSink({
    url: receiver.url,
    secret: secretOf(1),
    allow: ['127.0.0.0/8'],
    allowHttp: true,
    clock,
    concurrency: 8,
  })
  const scanner = createScanner({ connectors: [doorsConnector(doors)], sinks: [sink], state, clock })
  onTestFinished(() => scanner.close())
  return { scanner, clock }
}

async function addHouse(scanner: Scanner): Promise<string> {
  const { id } = await scanner.integrations.register({
    connector: 'doors',
    config: {},
    credentials: { kind: 'token', token: 'x' },
  })
  return id
}

/** What arrived, as the receiver trusts it. */
function trusted(receiver: Receiver, now: number) {
  return receiver.arrived.map(({ headers, body }) => {
    const verdict = verifyWebhook({ secrets: secretOf(1), headers, body, now, toleranceSeconds: 12 * 3_600 })
    if (!verdict.ok) throw new Error(`not trusted: ${verdict.reason}`)
    return verdict.message
  })
}

describe('a scanner with a webhook', () => {
  it('loses nothing while the receiver is down for a day, and sends each message once', async () => {
    const receiver = await startReceiver()
    const doors = new Map(Array.from({ length: 30 }, (_, n) => [`d${n}`, true]))
    const { scanner, clock } = setUp(receiver, doors)
    const id = await addHouse(scanner)
    await receiver.down()
    for (let n = 0; n < 24; n++) {
      if (n > 0) doors.set(`d${n}`, false)
      expect((await scanner.scan(id)).status).toBe('complete')
      await scanner.outbox.deliver()
      await clock.advance(hour)
    }
    expect(receiver.arrived).toEqual([])
    const waiting = (await scanner.outbox.list({}, { limit: 1_000 })).items
    await receiver.up()
    for (let passed = 0; passed < 11; passed++) {
      await scanner.outbox.deliver()
      await clock.advance(hour)
    }
    await scanner.outbox.deliver()
    expect((await scanner.outbox.list()).items).toEqual([])
    const ids = receiver.arrived.map(({ headers }) => headers['webhook-id'])
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBe(waiting.length)
    const types = trusted(receiver, clock.now()).map(({ type }) => type)
    expect(types.filter((type) => type === 'finding.opened')).toHaveLength(30)
    expect(types.filter((type) => type === 'finding.resolved')).toHaveLength(23)
    expect(types.filter((type) => type === 'scan.ended')).toHaveLength(24)
  }, 20_000)

  it('two processes that share a database deliver each message once', async () => {
    const receiver = await startReceiver()
    const state = createMemoryState()
    const doors = new Map(Array.from({ length: 200 }, (_, n) => [`d${n}`, true]))
    const first = setUp(receiver, doors, state)
    const second = setUp(receiver, doors, { ...state, close: async () => undefined })
    const id = await addHouse(first.scanner)
    receiver.answer = (response) => setTimeout(() => response.writeHead(202).end(), 2)
    await first.scanner.scan(id)
    await Promise.all([first.scanner.outbox.deliver(), second.scanner.outbox.deliver()])
    await Promise.all([first.scanner.outbox.deliver(), second.scanner.outbox.deliver()])
    const findings = receiver.arrived.filter(({ body }) => body.includes('"finding.opened"'))
    expect(findings).toHaveLength(200)
    expect(new Set(findings.map(({ headers }) => headers['webhook-id'])).size).toBe(200)
  })

  it('gives up what the receiver says it never wants again, and sends it on the host’s word', async () => {
    const receiver = await startReceiver()
    const { scanner } = setUp(receiver, new Map([['d1', true]]))
    const id = await addHouse(scanner)
    const taking = receiver.answer
    receiver.answer = (response) => response.writeHead(410).end()
    await scanner.scan(id)
    await scanner.outbox.deliver()
    const dead = (await scanner.outbox.list({ state: 'dead' })).items
    expect(dead.map(({ lastError }) => lastError)).toContain(
      `The webhook receiver 127.0.0.1:${receiver.port} answered 410: it wants no messages any more, so this one is given up`,
    )
    receiver.answer = taking
    expect(await scanner.outbox.retry()).toBe(dead.length)
    await scanner.outbox.deliver()
    expect((await scanner.outbox.list()).items).toEqual([])
  })
})
