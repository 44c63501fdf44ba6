import type { FakeZone } from '@opencasb/connector-kit/mail'
import { createNodeTransport } from '@opencasb/connector-kit/node'
import { type BucketUsage, createMemoryState, createScanner, type ScanReport, type Transport } from '@opencasb/core'
import { createSqliteState } from '@opencasb/store-sqlite'
import { createFastClock } from './fast-clock.ts'
import { answer, type Cost, inputOf, startMeter } from './meter.ts'
import { type BenchConnector, openConnector } from './open-connector.ts'

/** What to scan, and how. */
export interface ScanInput {
  /** @default 'github' */
  readonly connector?: BenchConnector
  /** What DNS says. @default nothing */
  readonly zone?: FakeZone
  readonly config: Readonly<Record<string, unknown>>
  readonly credentials: { readonly kind: string } & Readonly<Record<string, string>>
  /**
   * Check ids, or `all`, or the checks that need nothing beyond a listing of repositories: the one by GraphQL
   * (`list-only`) or the one by REST (`rest-list-only`).
   */
  readonly checks: readonly string[] | 'all' | 'list-only' | 'rest-list-only'
  /** A database file; in memory when absent. */
  readonly database?: string
  /** Keep no inventory. */
  readonly noInventory?: boolean
  /** Time passes so many times as fast. @default 1 */
  readonly speed?: number
  /** Return the first two requests for repositories: bodies of GraphQL, addresses of REST. */
  readonly capture?: boolean
  readonly reserve?: number
}

/** What it cost and did. */
export interface ScanOutput extends Cost {
  readonly status: ScanReport['status']
  readonly error: string | undefined
  readonly items: number
  readonly requests: readonly BucketUsage[]
  readonly changes: ScanReport['changes']
  readonly captured: readonly string[]
  /** Items read of each resource type. */
  readonly streams: Readonly<Record<string, number>>
}

const input = inputOf<ScanInput>()
const connector = await openConnector(input.connector ?? 'github', input.zone ?? {})
const listOnly = connector.checks
  .filter(
    ({ kind, on, with: facets }) =>
      kind === 'check' && on.name === 'github.repository' && Object.keys(facets).length === 0,
  )
  .map(({ id }) => id)
const restListOnly = connector.checks.filter(({ on }) => on.name === 'github.repository-security').map(({ id }) => id)
const chosen = { all: undefined, 'list-only': listOnly, 'rest-list-only': restListOnly }
const only = typeof input.checks === 'string' ? chosen[input.checks] : input.checks

const captured: string[] = []
const inner = createNodeTransport()
const transport: Transport = {
  send: (request) => {
    if (captured.length < 2 && request.url.pathname.endsWith('/repos')) captured.push(request.url.href)
    if (captured.length < 2 && request.body?.includes('repositories(')) captured.push(request.body)
    return inner.send(request)
  },
  close: () => inner.close(),
}
const scanner = createScanner({
  connectors: [connector],
  state: input.database ? createSqliteState({ path: input.database }) : createMemoryState(),
  ...(input.capture ? { transport } : {}),
  ...(input.noInventory && { inventory: [] }),
  ...(input.speed !== undefined && { clock: createFastClock(input.speed) }),
  limits: { reserve: input.reserve ?? 0, maxWaitMs: 7_200_000 },
})
const id = 'bench'
if (await scanner.integrations.get(id)) await scanner.integrations.update(id, { credentials: input.credentials })
else
  await scanner.integrations.register({
    id,
    connector: connector.id,
    config: input.config,
    credentials: input.credentials,
  })

const stop = startMeter()
const report = await scanner.scan(id, only ? { only } : {})
const cost = stop()
await scanner.close()
const output: ScanOutput = {
  ...cost,
  status: report.status,
  error: report.error?.message ?? report.gaps[0]?.message,
  items: report.streams.reduce((sum, { items }) => sum + items, 0),
  requests: report.requests,
  changes: report.changes,
  captured,
  streams: itemsByResource(report),
}
answer(output)

function itemsByResource({ streams }: ScanReport): Record<string, number> {
  const items: Record<string, number> = {}
  for (const stream of streams) items[stream.resource] = (items[stream.resource] ?? 0) + stream.items
  return items
}
