import { type PostgresServer, startPostgres } from '@opencasb/local-postgres'
import type { StoreListingsInput, StoreListingsOutput } from '../processes/store-listings.ts'
import type { StoreRescanInput, StoreRescanOutput } from '../processes/store-rescan.ts'
import type { StoreWritesInput, StoreWritesOutput } from '../processes/store-writes.ts'
import { atLeast, atMost, type BenchOptions, type Row } from '../row.ts'
import { runProcess } from '../run-process.ts'

const rounds = 5
const written = 20_000
const listed = 1_000_000
const pageSize = 100
const [assets, quickAssets] = [20_000, 5_000]

/** A database to measure in. */
interface Database {
  readonly name: string
  /** What the measured programs are told of a new, empty one. */
  address(): Promise<{ readonly connectionString?: string }>
}

const sqlite: Database = { name: 'SQLite', address: async () => ({}) }

function postgres(server: PostgresServer): Database {
  return { name: 'PostgreSQL', address: async () => ({ connectionString: await server.newDatabase() }) }
}

/** What the stores add to what their databases take: writing a scan's batches, listing findings, scanning again. */
export async function measureStores({ quick }: BenchOptions): Promise<readonly Row[]> {
  if (quick) return measureRescan(sqlite, quickAssets)
  const server = await startPostgres()
  try {
    const databases = [sqlite, postgres(server)]
    const rows: Row[] = []
    for (const database of databases) rows.push(...(await measureWrites(database)))
    for (const database of databases) rows.push(...(await measureListings(database)))
    for (const database of databases) rows.push(...(await measureRescan(database, assets)))
    return rows
  } finally {
    await server.stop()
  }
}

/** The rows of both ways are the same: findings with all their columns and indexes, and a line of history of each. */
async function measureWrites({ name, address }: Database): Promise<readonly Row[]> {
  const input: StoreWritesInput = { findings: written, rounds, ...(await address()) }
  const output = await runProcess<StoreWritesOutput>('store-writes', input)
  const [middle] = output.rounds.toSorted((a, b) => a.bareMs / a.storeMs - b.bareMs / b.storeMs).slice(rounds >> 1)
  if (!middle) throw new Error('nothing was written')
  const { storeMs, bareMs } = middle
  const perSecond = (ms: number): number => (written / ms) * 1000
  return [
    atLeast(
      `${name}: findings written per second in a scan's batches, against a bare batch insert`,
      ' ×',
      0.6,
      perSecond(storeMs) / perSecond(bareMs),
      perSecond(bareMs),
    ),
  ]
}

async function measureListings({ name, address }: Database): Promise<readonly Row[]> {
  const input: StoreListingsInput = { findings: listed, ...(await address()) }
  const { costs } = await runProcess<StoreListingsOutput>('store-listings', input)
  const scopes = ['all integrations', 'one integration']
  return costs.flatMap((cost, place) =>
    (['first', 'deep'] as const).map((which) => {
      const { storeMs, bareMs } = cost[which]
      const what = `page of ${listed.toLocaleString('en')} findings by severity and state, ${scopes[place]}, ${which}`
      return atMost(`${name}: ${what}`, ' × bare query', 1.5, storeMs / bareMs, bareMs)
    }),
  )
}

/** What a scan may write besides that something was seen again: how far it is, who scans, what came of it. */
const progress = new Set(['checkpoint', 'watermark', 'run', 'lease', 'lease_fence', 'integration'])

async function measureRescan({ name, address }: Database, size: number): Promise<readonly Row[]> {
  const input: StoreRescanInput = { assets: size, ...(await address()) }
  const { rows, findings, transactions, writes } = await runProcess<StoreRescanOutput>('store-rescan', input)
  const sum = (wanted: (table: string, what: string) => boolean): number =>
    Object.entries(rows).reduce((total, [kind, count]) => {
      const [table = '', what = ''] = kind.split(': ')
      return wanted(table, what) ? total + count : total
    }, 0)
  const pages = size / pageSize
  const isSeen = (table: string, what: string): boolean =>
    what === 'seen' && (table === 'finding' || table === 'inventory')
  const of = `${name}: unchanged re-scan of ${size.toLocaleString('en')} assets`
  const result = [
    atMost(
      `${of}, rows in which only time and run are new, per finding and asset`,
      '',
      1,
      sum(isSeen) / (findings + size),
    ),
    atMost(
      `${of}, rows of checkpoints, run, lease and schedule per page`,
      '',
      1.5,
      sum((table, what) => progress.has(table) && !isSeen(table, what)) / pages,
    ),
    atMost(
      `${of}, other rows`,
      '',
      0,
      sum((table, what) => !progress.has(table) && !isSeen(table, what)),
    ),
    atMost(`${of}, transactions per page`, '', 1.5, transactions / pages),
  ]
  // On a server each of them is a way there and back; in the process it is a function call per row.
  if (name === 'SQLite') return result
  return [...result, atMost(`${of}, statements that write per page`, '', 4, writes / pages)]
}
