import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { github } from '@opencasb/connector-github'
import { startSimulatorProcess } from '@opencasb/connector-github/simulator'
import { permissionsFor, type RunRecord } from '@opencasb/core'
import { createSqliteState } from '@opencasb/store-sqlite'
import { type FaultProxy, startFaultProxy } from '@opencasb/testkit'
import { expect, it, onTestFinished } from 'vitest'
import { emptyFolder } from '../captured-host.ts'
import { startScan } from './scan-process.ts'
import { laxOrganization } from './scanned-world.ts'

const kills = 20
/** More than one page of them. */
const repositories = 300
/** Scans at the same time, each with a database of its own. */
const lanes = 4
const latencyMs = 10
/** A page that was read but not committed, and the one that was being read ahead. */
const repeatedPages = 2

const repositoriesRoute = 'POST graphql repositories'
const hooksRoute = 'GET /repos/{owner}/{repo}/hooks'

type Requests = ReadonlyMap<string, number>

it('[F38] a scan that is killed anywhere finds the same when it goes on, and asks again for no more than one page of each stream and the one read ahead', {
  timeout: 240_000,
}, async () => {
  const simulator = await startSimulatorProcess({
    organizations: [{ ...laxOrganization, repositories }],
    limits: 'off',
    latencyMs,
  })
  onTestFinished(() => simulator.close())
  const permissions = permissionsFor(github(), 'pat-classic').map(({ permission }) => permission)
  const { credentials } = await simulator.control.integration({ authKind: 'pat-classic', permissions })
  const token = credentials['token'] ?? ''

  /** Scans once, and kills the scan some time after it sent its n-th request. */
  const scan = async (proxy: FaultProxy, database: string, point?: { request: number; afterMs: number }) => {
    let sent = 0
    const running = startScan({ baseUrl: proxy.url, database, token })
    const count = (): boolean => {
      sent += 1
      if (point && sent === point.request) void delay(point.afterMs).then(running.kill)
      return false
    }
    proxy.setRules([{ match: count, fault: { kind: 'empty-body' } }])
    const end = await running.ended
    return { ...end, requests: countRoutes(proxy) }
  }
  const startProxy = async (): Promise<FaultProxy> => {
    const proxy = await startFaultProxy({ target: simulator.url })
    onTestFinished(() => proxy.close())
    return proxy
  }

  const proxy = await startProxy()
  const database = join(await emptyFolder(), 'reference.db')
  const reference = await scan(proxy, database)
  expect([reference.code, reference.output]).toEqual([1, ''])
  const clean = await resultOf(database)
  expect(clean.findings.size).toBeGreaterThan(1_000)
  const total = sum(reference.requests)
  const allowed = allowedRepeats(reference.requests, clean.run, proxy)

  const random = seeded(20)
  const points = Array.from({ length: kills }, () => ({
    request: 1 + Math.floor(random() * (total - 3)),
    afterMs: Math.floor(random() * latencyMs),
  }))
  let resumed = 0
  const lane = async (): Promise<void> => {
    const proxy = await startProxy()
    for (let point = points.pop(); point; point = points.pop()) {
      const where = `killed ${point.afterMs} ms after request ${point.request} of ${total}`
      const database = join(await emptyFolder(), 'killed.db')
      const killed = await scan(proxy, database, point)
      expect([killed.code, killed.signal], where).toEqual([null, 'SIGKILL'])
      const again = await scan(proxy, database)
      expect([again.code, again.output], where).toEqual([1, ''])
      const { findings, run } = await resultOf(database)
      expect(run?.report?.status, where).toBe(clean.run?.report?.status)
      expect(findings, where).toEqual(clean.findings)
      const both = added(killed.requests, again.requests)
      const tooMany = [...both].filter(
        ([route, count]) => count > (reference.requests.get(route) ?? 0) + (allowed.get(route) ?? 0),
      )
      expect(tooMany, where).toEqual([])
      if (run?.report?.resumed) resumed += 1
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  expect(resumed).toBeGreaterThan(kills / 2)
})

/** Requests per route; queries count by their name and the connection that they read. */
function countRoutes({ requests }: FaultProxy): Requests {
  const counts = new Map<string, number>()
  for (const { method, path, body } of requests) {
    const route = isQuery(path) ? queryName(body) : restRoute(path)
    counts.set(`${method} ${route}`, (counts.get(`${method} ${route}`) ?? 0) + 1)
  }
  return counts
}

function isQuery(path: string): boolean {
  return path.endsWith('/graphql')
}

function restRoute(path: string): string {
  return path
    .replace(/\?.*/, '')
    .replace(/\/repos\/[^/]+\/[^/]+/, '/repos/{owner}/{repo}')
    .replace(/\/organizations\/\d+/, '/orgs/acme')
}

function queryName(body: string): string {
  const { query = '' } = JSON.parse(body) as { readonly query?: string }
  return `graphql ${/\bquery\s+(\w+)/.exec(query)?.[1] ?? query.slice(0, 60)}`
}

/**
 * What may be asked twice: how the scan begins, the pages of each list, and the webhooks of one page of repositories,
 * which may hold several answers of GitHub.
 */
function allowedRepeats(reference: Requests, run: RunRecord | undefined, proxy: FaultProxy): Requests {
  const { items, pages = 1 } = run?.report?.streams.find(({ resource }) => resource === 'github.repository') ?? {}
  const answers = reference.get(repositoriesRoute) ?? 0
  const answersPerPage = Math.ceil(answers / pages)
  const perAnswer = Math.max(...proxy.requests.map(({ path, body }) => (isQuery(path) ? firstOf(body) : 0)))
  expect([items, reference.get(hooksRoute)]).toEqual([repositories, repositories])
  expect(perAnswer * answersPerPage).toBeLessThan(repositories)
  return new Map(
    [...reference.keys()].map((route) => {
      if (route === hooksRoute) return [route, perAnswer * answersPerPage]
      return [route, route === repositoriesRoute ? repeatedPages * answersPerPage : repeatedPages]
    }),
  )
}

/** How many repositories a query asks for. */
function firstOf(body: string): number {
  const { query = '', variables } = JSON.parse(body) as {
    readonly query?: string
    readonly variables?: { readonly first?: number }
  }
  return query.startsWith('query repositories(') ? (variables?.first ?? 0) : 0
}

async function resultOf(database: string) {
  const state = createSqliteState({ path: database, readOnly: true })
  const [integration] = await state.integrations.list()
  const findings = new Map<string, string>()
  let after: string | undefined
  do {
    const page = await state.findings.list({}, { limit: 1_000, ...(after !== undefined && { after }) })
    for (const { fingerprint, severity, state } of page.items) findings.set(fingerprint, `${severity} ${state}`)
    after = page.cursor
  } while (after !== undefined)
  const states = await state.findings.count({}, 'state')
  const run = await state.checkpoints.lastRun(integration?.id ?? '')
  await state.close()
  expect(states).toEqual({ open: findings.size })
  return { findings, run }
}

function added(first: Requests, second: Requests): Requests {
  const both = new Map(first)
  for (const [route, count] of second) both.set(route, (both.get(route) ?? 0) + count)
  return both
}

function sum(requests: Requests): number {
  return [...requests.values()].reduce((total, count) => total + count, 0)
}

/** The same numbers in each run. @see https://en.wikipedia.org/wiki/Linear_congruential_generator */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (1_664_525 * state + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}
