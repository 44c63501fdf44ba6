import { type FindingSink, SinkError } from '@opencasb/core'
import { createFakeClock, findingSinkConformance } from '@opencasb/testkit'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it, onTestFinished } from 'vitest'
import { verifyWebhook, type WebhookSinkOptions, webhookSink } from '../src/index.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { incompleteReport, sampleChange, sampleHealth, secretOf } from './samples.ts'

const context = { runId: 'run-1', integration: 'one', signal: new AbortController().signal }
const local = { allow: ['127.0.0.0/8'], allowHttp: true }

function sinkTo(receiver: Pick<Receiver, 'url'>, options: Partial<WebhookSinkOptions> = {}): FindingSink {
  const sink = webhookSink({ url: receiver.url, secret: secretOf(1), ...local, ...options })
  onTestFinished(() => sink.close?.())
  return sink
}

async function failureOf(sending: Promise<void>): Promise<SinkError> {
  const error: unknown = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!SinkError.is(error)) throw new Error(`no SinkError: ${String(error)}`)
  return error
}

const messageIn = (body: string): { type: string; timestamp: string; data: Record<string, unknown> } => JSON.parse(body)

describe('webhookSink', () => {
  it('posts each change with the headers of the specification', async () => {
    const receiver = await startReceiver()
    const clock = createFakeClock({ start: new Date('2026-03-01T10:00:00.900Z') })
    await sinkTo(receiver, { clock }).write(
      [sampleChange('c1'), sampleChange('c2', { type: 'ignore-expired' })],
      context,
    )
    expect(receiver.arrived.map(({ headers }) => headers['webhook-id'])).toEqual(['c1', 'c2'])
    const [first, second] = receiver.arrived
    expect(first?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-timestamp': String(Date.parse('2026-03-01T10:00:00Z') / 1_000),
      'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
    })
    expect(first?.path).toBe('/hook')
    const { finding } = sampleChange('c1')
    expect(messageIn(first?.body ?? '')).toEqual({
      type: 'finding.opened',
      timestamp: '2026-01-01T00:00:00.000Z',
      data: { id: 'c1', runId: 'run-1', finding },
    })
    expect(messageIn(second?.body ?? '').type).toBe('finding.ignore_expired')
  })

  it('signs so that another implementation agrees, with every secret of a rotation', async () => {
    const receiver = await startReceiver()
    await sinkTo(receiver, { secret: [secretOf(1), secretOf(2)] }).write([sampleChange('c1')], context)
    const [{ body, headers } = { body: '', headers: {} }] = receiver.arrived
    for (const byte of [1, 2]) expect(new Webhook(secretOf(byte)).verify(body, headers)).toEqual(messageIn(body))
    expect(() => new Webhook(secretOf(3)).verify(body, headers)).toThrow()
    expect(verifyWebhook({ secrets: secretOf(2), headers, body })).toMatchObject({ ok: true })
  })

  it('tells of health, of credentials that end, and of the end of scans', async () => {
    const receiver = await startReceiver()
    const sink = sinkTo(receiver)
    await sink.healthChanged?.(sampleHealth(), context)
    await sink.healthChanged?.(sampleHealth({ id: 'h.2', type: 'credential-expiry', days: 7 }), context)
    await sink.runEnded?.(incompleteReport())
    await sink.runEnded?.(incompleteReport({ status: 'complete', endedAt: '2026-01-01T01:00:00.000Z' }))
    const messages = receiver.arrived.map(({ body }) => messageIn(body))
    expect(messages.map(({ type }) => type)).toEqual([
      'integration.health',
      'integration.credential_expiry',
      'scan.ended',
      'scan.ended',
    ])
    expect(messages[0]?.data).toMatchObject({ id: 'health-1', from: 'healthy', health: { state: 'degraded' } })
    expect(messages[1]?.data).toMatchObject({ id: 'h.2', days: 7 })
    expect(messages[2]?.data).toMatchObject({
      status: 'incomplete',
      checks: { assessed: 2, partial: 0, unknown: 1, skipped: 0 },
      gapCount: 30,
    })
    expect(messages[2]?.data['gaps']).toHaveLength(20)
    const ids = receiver.arrived.map(({ headers }) => headers['webhook-id'])
    expect(new Set(ids).size).toBe(4)
    for (const id of ids) expect(id).toMatch(/^[\w-]+$/)
  })

  it('sends only the types that were asked for', async () => {
    const receiver = await startReceiver()
    const sink = sinkTo(receiver, { types: ['finding.resolved'] })
    await sink.write([sampleChange('c1'), sampleChange('c2', { type: 'resolved' })], context)
    await sink.runEnded?.(incompleteReport())
    expect(receiver.arrived.map(({ headers }) => headers['webhook-id'])).toEqual(['c2'])
  })

  it('leaves the evidence out of a message that would be too long, and says so', async () => {
    const receiver = await startReceiver()
    const evidence = { lines: Array.from({ length: 10_000 }, () => 'a line of evidence, one of many') }
    await sinkTo(receiver).write([sampleChange('c1', {}, { evidence })], context)
    const { body } = receiver.arrived[0] ?? { body: '' }
    expect(body.length).toBeLessThan(5_000)
    expect(messageIn(body).data).toMatchObject({ evidenceLeftOut: true, finding: { fingerprint: 'finding of c1' } })
  })

  it('[F31] sends names with halves of surrogate pairs well-formed', async () => {
    const receiver = await startReceiver()
    await sinkTo(receiver).write([sampleChange('c1', {}, { message: 'a\ud800b' })], context)
    expect(messageIn(receiver.arrived[0]?.body ?? '').data).toMatchObject({ finding: { message: 'a\ufffdb' } })
  })

  it('is durable unless it is told not to be', async () => {
    const to = { url: 'https://hooks.example.com/' }
    expect(sinkTo(to, { concurrency: 3, durable: { giveUpAfterMs: 5 } }).durable).toEqual({
      batch: 1,
      concurrency: 3,
      giveUpAfterMs: 5,
    })
    expect(sinkTo(to, { durable: false }).durable).toBeUndefined()
  })
})

describe('webhookSink with a receiver that fails', () => {
  it.each([
    [400, true, undefined],
    [404, true, undefined],
    [410, false, undefined],
    [429, true, 60_000],
    [500, true, undefined],
    [503, true, undefined],
  ])('rejects where it answers %i', async (status, retryable, retryAfterMs) => {
    const receiver = await startReceiver()
    receiver.answer = (response) => response.writeHead(status).end('canary in the answer')
    const error = await failureOf(sinkTo(receiver).write([sampleChange('c1')], context))
    expect(error).toMatchObject({ retryable, retryAfterMs, sink: 'webhook' })
    expect(error.message).toContain(`answered ${status}`)
    expect(error.message).not.toContain('canary')
  })

  it.each([429, 502, 503, 504])('heeds Retry-After of %i', async (status) => {
    const receiver = await startReceiver()
    receiver.answer = (response) => response.writeHead(status, { 'retry-after': '7200' }).end()
    const error = await failureOf(sinkTo(receiver).write([sampleChange('c1')], context))
    expect(error.retryAfterMs).toBe(7_200_000)
  })

  it.each([301, 302, 303, 307, 308])('[F28] follows no redirect (%i)', async (status) => {
    const receiver = await startReceiver()
    const location = status === 301 ? `${receiver.url}/elsewhere` : 'http://169.254.169.254/latest/meta-data/'
    receiver.answer = (response) => response.writeHead(status, { location }).end()
    const error = await failureOf(sinkTo(receiver).write([sampleChange('c1')], context))
    expect(error).toMatchObject({ retryable: true, message: expect.stringContaining('redirects are not followed') })
    expect(receiver.arrived).toHaveLength(1)
  })

  it('does not wait longer than its time limit, whatever is slow', async () => {
    const receiver = await startReceiver()
    const sink = sinkTo(receiver, { timeoutMs: 150 })
    receiver.answer = () => undefined
    expect((await failureOf(sink.write([sampleChange('c1')], context))).message).toContain('within 0.15 seconds')
    receiver.answer = (response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(drip))
    }
    await sink.write([sampleChange('c2')], context)
  })

  it('reads no endless answer', async () => {
    const receiver = await startReceiver()
    let written = 0
    receiver.answer = (response) => {
      response.writeHead(200)
      let isGone = false
      response.on('close', () => {
        isGone = true
      })
      const more = (error?: Error | null): void => {
        if (isGone || error) return
        written += 65_536
        // By way of the event loop: otherwise nobody would learn that the sender has hung up.
        response.write(Buffer.alloc(65_536), (failure) => setImmediate(more, failure))
      }
      more()
    }
    const started = performance.now()
    await sinkTo(receiver).write([sampleChange('c1')], context)
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(written).toBeLessThan(20_000_000)
  })

  it('says what is wrong where nobody listens or the name does not exist, without the path', async () => {
    const receiver = await startReceiver()
    await receiver.down()
    const nobody = await failureOf(sinkTo({ url: `${receiver.url}/canary` }).write([sampleChange('c1')], context))
    expect(nobody.message).toBe(`The webhook receiver 127.0.0.1:${receiver.port} could not be reached: ECONNREFUSED`)
    const noName = await failureOf(
      sinkTo({ url: 'http://nowhere.invalid/canary' }).write([sampleChange('c1')], context),
    )
    expect(noName.message).toMatch(/^The webhook receiver nowhere.invalid could not be reached: (ENOTFOUND|EAI_AGAIN)$/)
  })

  it('[F45] ends with the signal', async () => {
    const receiver = await startReceiver()
    const stop = new AbortController()
    receiver.answer = () => stop.abort(new Error('stopped'))
    await expect(sinkTo(receiver).write([sampleChange('c1')], { ...context, signal: stop.signal })).rejects.toThrow(
      'stopped',
    )
  })

  it('shows its secret nowhere', async () => {
    const receiver = await startReceiver()
    receiver.answer = (response) => response.writeHead(500).end()
    const sink = sinkTo(receiver)
    const error = await failureOf(sink.write([sampleChange('c1')], context))
    const bare = secretOf(1).slice('whsec_'.length)
    for (const text of [JSON.stringify(sink), JSON.stringify(error), error.stack, String(error.cause)]) {
      expect(text).not.toContain(bare)
    }
    expect(receiver.arrived.map(({ headers, body }) => JSON.stringify([headers, body])).join()).not.toContain(bare)
  })

  it.each([
    ['timeoutMs', { timeoutMs: 0 }],
    ['concurrency', { concurrency: 1_000 }],
    ['secret', { secret: 'canary' }],
    ['url', { url: 'https://10.0.0.1/' }],
    ['allow', { allow: ['everything'] }],
    ['types', { types: ['finding.closed' as 'finding.resolved'] }],
  ] as const)('refuses a wrong %s', (field, options) => {
    expect(() => webhookSink({ url: 'https://example.com/', secret: secretOf(1), ...options })).toThrow(
      expect.objectContaining({ code: 'config', field, message: expect.not.stringContaining('canary') }),
    )
  })
})

describe('webhookSink as a sink', () => {
  findingSinkConformance({
    create: async () => {
      const receiver = await startReceiver()
      const received = async () =>
        receiver.arrived.flatMap(({ body }) => {
          const { type, data } = messageIn(body)
          const change = data as { id: string; finding: ReturnType<typeof sampleChange>['finding'] }
          return type === 'finding.opened' ? [{ id: change.id, type: 'opened' as const, finding: change.finding }] : []
        })
      const refuse = async () => {
        const taking = receiver.answer
        const refused = receiver.arrived.length
        receiver.answer = (response) => response.writeHead(503).end()
        return async () => {
          receiver.arrived.splice(refused)
          receiver.answer = taking
        }
      }
      return { sink: webhookSink({ url: receiver.url, secret: secretOf(1), ...local }), received, refuse }
    },
    describe,
    it,
  })
})
