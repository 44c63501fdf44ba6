import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SimulatedRequest, Simulator } from '../../src/index.ts'

const sizes = { empty: 0, small: 23, large: 20_100 }
const pageSizes = { empty: 5, small: 5, large: 100 }

/** A house with doors, some of them locked. */
export const doorsSimulator: Simulator = {
  async start({ world, seed = 1 }) {
    const locks = new Map<string, boolean>()
    const changed: string[] = []
    const grants = new Map<string, readonly string[]>()
    const requests: SimulatedRequest[] = []
    let created = 0
    let chance = seed
    const next = (below: number): number => {
      chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((chance / 2 ** 32) * below)
    }
    const build = (): void => {
      const id = `d${String(++created).padStart(6, '0')}`
      locks.set(id, next(2) === 0)
      changed.push(id)
    }
    for (let count = 0; count < sizes[world]; count += 1) build()

    const shown = (id: string) => ({ id, painted: Number(id.slice(1)) % 3 > 0 })
    const answer = (
      url: URL,
      granted: readonly string[] | undefined,
    ): { route?: string; status: number; body: unknown; next?: string } => {
      const { pathname, searchParams } = url
      const lockOf = /^\/doors\/(d\d+)\/lock$/.exec(pathname)?.[1]
      const route = lockOf ? 'lock' : { '/': 'house', '/doors': 'doors', '/doors/changes': 'changes' }[pathname]
      if (!route) return { status: 404, body: {} }
      if (!granted) return { route, status: 401, body: {} }
      const needed = { house: undefined, doors: 'doors:read', changes: 'doors:read', lock: 'locks:read' }[route]
      if (needed && !granted.includes(needed)) return { route, status: 403, body: {} }
      if (route === 'house') return { route, status: 200, body: { granted } }
      if (lockOf) {
        const locked = locks.get(lockOf)
        return locked === undefined ? { route, status: 404, body: {} } : { route, status: 200, body: { locked } }
      }
      if (route === 'changes') {
        const since = searchParams.get('since') === 'latest' ? changed.length : Number(searchParams.get('since'))
        const ids = [...new Set(changed.slice(since))]
        const items = ids.filter((id) => locks.has(id)).map(shown)
        const removed = ids.filter((id) => !locks.has(id))
        return { route, status: 200, body: { items, removed, token: String(changed.length) } }
      }
      const rest = [...locks.keys()].filter((id) => id > (searchParams.get('after') ?? ''))
      const page = rest.slice(0, pageSizes[world])
      const more = rest.length > page.length ? { next: `${url.origin}/doors?after=${page.at(-1)}` } : {}
      return { route, status: 200, body: page.map(shown), ...more }
    }

    const server = createServer((incoming, response) => {
      const { authorization, host } = incoming.headers
      const url = new URL(incoming.url ?? '/', `http://${host}`)
      const { route, status, body, next: link } = answer(url, grants.get(authorization ?? ''))
      const path = url.pathname + url.search
      requests.push({ method: 'GET', path, status, authorized: authorization !== undefined, ...(route && { route }) })
      response.writeHead(status, { 'content-type': 'application/json', ...(link && { link: `<${link}>; rel="next"` }) })
      response.end(JSON.stringify(body))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    return {
      url,
      requests,
      integration({ permissions, baseUrl = url }) {
        const key = `doors-key-canary-${grants.size}`
        grants.set(`Bearer ${key}`, permissions)
        return { config: { baseUrl }, credentials: { kind: 'key', key }, secrets: [key] }
      },
      clearRequests: () => {
        requests.length = 0
      },
      mutate(mutationSeed, changes) {
        chance = mutationSeed
        for (let count = 0; count < changes; count += 1) {
          const ids = [...locks.keys()]
          const id = ids[next(ids.length)] ?? ''
          const event = next(3)
          if (event === 0 || ids.length < 2) build()
          else if (event === 1) locks.set(id, !locks.get(id))
          else locks.delete(id)
          if (event > 0) changed.push(id)
        }
      },
      revokeCredentials: () => grants.clear(),
      async close() {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()))
        server.closeAllConnections()
        await closed
      },
    }
  },
}
