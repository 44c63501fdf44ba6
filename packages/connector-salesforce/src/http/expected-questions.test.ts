import { ProviderError, type TransportRequest } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { errorAnswer, type FakeHandler, fakeSalesforce, openContext, rowsAnswer } from '../../tests/fake-salesforce.ts'
import { openSession } from '../sign-in/open-session.ts'
import { soql } from '../soql.ts'
import type { Question } from './questions.ts'

const { signal } = new AbortController()
const [q0, q1, q2, q3, q4, q5, q6] = [
  soql`SELECT Id FROM A0`,
  soql`SELECT Id FROM A1`,
  soql`SELECT Id FROM A2`,
  soql`SELECT Id FROM A3`,
  soql`SELECT Id FROM A4`,
  soql`SELECT Id FROM A5`,
  soql`SELECT Id FROM A6`,
].map((each): Question => ({ api: 'data', soql: each })) as [
  Question,
  Question,
  Question,
  Question,
  Question,
  Question,
  Question,
]

/** A session, and what each call after signing in asked for. @param meddle may fail a whole request */
async function open(
  handler: FakeHandler = () => undefined,
  meddle: (request: TransportRequest, calls: number) => void = () => undefined,
) {
  const salesforce = fakeSalesforce(
    (request) => handler(request) ?? (request.soql.includes('FROM A') ? rowsAnswer([{ Id: request.soql }]) : undefined),
  )
  const calls: string[] = []
  let signedIn = false
  const transport = {
    ...salesforce.transport,
    send: async (request: TransportRequest) => {
      if (signedIn) {
        const found = (request.body ?? request.url.href).matchAll(/FROM(?:\+|%20)(A\d)|(describe)/g)
        calls.push([...found].map(([, object, describes]) => object ?? describes).join(' '))
        meddle(request, calls.length)
      }
      return salesforce.transport.send(request)
    },
  }
  const { client } = await openSession(openContext(salesforce, { transport }), undefined)
  signedIn = true
  return { client, calls }
}

describe('an expected question', () => {
  it('fills up calls, and is answered without one of its own', async () => {
    const { client, calls } = await open()
    for (const question of [q2, q3, q4, q5, q6]) client.expect(question)
    expect(calls).toEqual([])
    await Promise.all([client.ask(q0, signal), client.ask(q1, signal)])
    expect(calls).toEqual(['A0 A1 A2 A3 A4'])
    const { records } = await client.ask(q3, signal)
    expect(records).toEqual([{ Id: q3.soql.text }])
    expect(calls).toHaveLength(1)
    await client.ask(q6, signal)
    expect(calls.at(-1)).toBe('A6 A5')
  })

  it('leaves its place to those who ask', async () => {
    const { client, calls } = await open()
    client.expect(q5)
    await Promise.all([q0, q1, q2, q3, q4].map((question) => client.ask(question, signal)))
    expect(calls).toEqual(['A0 A1 A2 A3 A4'])
  })

  it('travels with descriptions', async () => {
    const { client, calls } = await open(({ url }) =>
      url.pathname.endsWith('/describe') ? { body: { queryable: true, fields: [] } } : undefined,
    )
    client.expect(q0)
    const answers = await client.composite([{ url: client.paths.describe('User', 'data') }], signal)
    expect(answers).toMatchObject([{ status: 200, body: { queryable: true } }])
    await client.ask(q0, signal)
    expect(calls).toEqual(['describe A0'])
  })

  it('is answered early only once: who asks again is told what is there now', async () => {
    const { client, calls } = await open()
    client.expect(q1)
    await client.ask(q0, signal)
    await client.ask(q1, signal)
    await client.ask(q1, signal)
    expect(calls).toEqual(['A0 A1', 'A1'])
  })

  it('may be asked while it is under way', async () => {
    const { client, calls } = await open()
    client.expect(q1)
    const first = client.ask(q0, signal)
    const second = new Promise((resolve) => setImmediate(resolve)).then(() => client.ask(q1, signal))
    await Promise.all([first, second])
    expect(calls.join(' ').split(' ').sort()).toEqual(['A0', 'A1'])
  })

  it('of a group waits until the group is released', async () => {
    const { client, calls } = await open()
    client.expect(q1, 'Setup')
    await client.ask(q0, signal)
    client.release('Setup')
    client.expect(q2, 'Setup')
    await client.ask(q0, signal)
    expect(calls).toEqual(['A0', 'A0 A1 A2'])
  })

  it('of a group that is withdrawn is never sent unless somebody asks', async () => {
    const { client, calls } = await open()
    client.expect(q1, 'Setup')
    client.withdraw('Setup')
    client.release('Setup')
    client.expect(q2, 'Setup')
    await client.ask(q0, signal)
    await client.ask(q1, signal)
    expect(calls).toEqual(['A0', 'A1'])
  })

  it('that is refused is refused to whoever asks, and nobody else suffers', async () => {
    const { client, calls } = await open(({ soql: text }) =>
      text.includes('FROM A1') ? errorAnswer(400, 'INVALID_TYPE') : undefined,
    )
    client.expect(q1)
    await expect(client.ask(q0, signal)).resolves.toMatchObject({ records: [{ Id: q0.soql.text }] })
    await expect(client.ask(q1, signal)).rejects.toMatchObject({ code: 'permission' })
    expect(calls).toEqual(['A0 A1'])
  })

  it('[F10] that fails for now is asked like any other', async () => {
    let failed = false
    const { client, calls } = await open(({ soql: text }) => {
      if (failed || !text.includes('FROM A1')) return undefined
      failed = true
      return errorAnswer(400, 'QUERY_TIMEOUT')
    })
    client.expect(q1)
    await client.ask(q0, signal)
    await expect(client.ask(q1, signal)).resolves.toMatchObject({ records: [{ Id: q1.soql.text }] })
    expect(calls).toEqual(['A0 A1', 'A1'])
  })

  it('[F15] whose answer is no list is asked like any other, and taken for no empty list', async () => {
    const { client } = await open(({ soql: text }) => (text.includes('FROM A1') ? { body: { done: true } } : undefined))
    client.expect(q1)
    await client.ask(q0, signal)
    await expect(client.ask(q1, signal)).rejects.toMatchObject({ code: 'unexpected-answer' })
  })

  it('[F16] that takes too long holds up nobody for good: each is asked on its own', async () => {
    const { client, calls } = await open(undefined, ({ body }) => {
      if (body?.includes('A1')) throw new ProviderError('no answer in time')
    })
    client.expect(q1)
    await expect(client.ask(q0, signal)).resolves.toMatchObject({ records: [{ Id: q0.soql.text }] })
    expect(calls.at(-1)).toBe('A0')
    expect(new Set(calls)).toEqual(new Set(['A0 A1', 'A0']))
  })

  it('[F45] does not keep a call alive that nobody waits for', async () => {
    const { client, calls } = await open()
    client.expect(q1)
    const controller = new AbortController()
    const asked = client.ask(q0, controller.signal)
    controller.abort(new Error('over'))
    await expect(asked).rejects.toThrow('over')
    await new Promise((resolve) => setImmediate(resolve))
    expect(calls).toEqual([])
    await expect(client.ask(q1, signal)).resolves.toMatchObject({ records: [{ Id: q1.soql.text }] })
  })

  it('[F45] that was sent early is waited for no longer than whoever asks has time', async () => {
    const { client } = await open()
    client.expect(q1)
    await client.ask(q0, signal)
    await expect(client.ask(q1, AbortSignal.abort(new Error('over')))).rejects.toThrow('over')
  })
})
