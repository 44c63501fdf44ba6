import { afterEach, describe, expect, it } from 'vitest'
import { emptyAnswer, jsonAnswer } from './answer.ts'
import { RequestLog } from './request-log.ts'
import { SimulatorServer, type SimulatorServerOptions } from './simulator-server.ts'

const running: SimulatorServer[] = []

async function start(options: Omit<SimulatorServerOptions, 'log'>) {
  const log = new RequestLog()
  const server = new SimulatorServer({ ...options, log })
  running.push(server)
  return { log, server, url: await server.listen() }
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

describe('the server of a simulator', () => {
  it('hands requests on taken apart, and remembers them with their routes', async () => {
    const { log, url } = await start({
      answer: ({ method, path, query, host, body }) => ({
        ...jsonAnswer({ method, path, all: query.getAll('a'), host, body }, 201, { 'x-more': 'yes' }),
        route: `${method} /{thing}`,
      }),
    })
    const answer = await fetch(`${url}/th%20ing?a=1&a=2`, {
      method: 'POST',
      body: 'text',
      headers: { authorization: 'Bearer x' },
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('x-more')).toBe('yes')
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await answer.json()).toEqual({
      method: 'POST',
      path: '/th%20ing',
      all: ['1', '2'],
      host: url.slice('http://'.length),
      body: 'text',
    })
    await fetch(`${url}/thing`)
    expect(log.records).toEqual([
      { method: 'POST', path: '/th%20ing?a=1&a=2', route: 'POST /{thing}', status: 201, authorized: true },
      { method: 'GET', path: '/thing', route: 'GET /{thing}', status: 201, authorized: false },
    ])
  })

  it('tells when an answer is on its way, and takes its time', async () => {
    const order: string[] = []
    const latency = { milliseconds: 30 }
    const { url } = await start({
      latency,
      answer: () => {
        order.push('made')
        return { ...emptyAnswer(), done: () => order.push('done') }
      },
    })
    const before = performance.now()
    expect((await fetch(url)).status).toBe(204)
    expect(performance.now() - before).toBeGreaterThan(25)
    expect(order).toEqual(['made', 'done'])
  })

  it('shows its own defects', async () => {
    const { url } = await start({ answer: () => Promise.reject(new Error('no such page')) })
    const answer = await fetch(url)
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('The simulator failed: Error: no such page')
  })

  it('takes commands where it is told to, and logs none', async () => {
    const { log, url } = await start({
      answer: () => emptyAnswer(404),
      control: (method, path, body) => {
        if (path === 'bad') throw new Error('no such command')
        return { method, path, body }
      },
    })
    const answer = await fetch(`${url}/_simulator/set`, { method: 'POST', body: '[1]' })
    expect(await answer.json()).toEqual({ method: 'POST', path: 'set', body: '[1]' })
    const refused = await fetch(`${url}/_simulator/bad`)
    expect([refused.status, await refused.json()]).toEqual([400, { message: 'no such command' }])
    expect(log.records).toEqual([])
  })

  it('closes although a connection is kept and an answer is under way', async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
    const answer = () => {
      arrive()
      return emptyAnswer()
    }
    const { server, url } = await start({ latency: { milliseconds: 60_000 }, answer })
    const waiting = fetch(url).then(
      () => 'answered',
      () => 'cut',
    )
    await arrived
    running.splice(0)
    await server.close()
    expect(await waiting).toBe('cut')
    await expect(fetch(url)).rejects.toThrow()
  })
})
