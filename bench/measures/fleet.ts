import { type PostgresServer, startPostgres } from '@opencasb/local-postgres'
import type { FleetScan } from '../processes/fleet-worker.ts'
import { atMost, type BenchOptions, type Row } from '../row.ts'
import { type FleetRun, type FleetSize, runFleet } from './fleet-run.ts'

/** What the target is about; four scans at once on each worker, as is the default. */
const whole: FleetSize = { integrations: 1_000, assets: 1_000, workers: 4, concurrency: 4 }
/** For what the queue costs: scans wait for each other as little as two cores allow, and rounds are short enough to repeat. */
const single: FleetSize = { integrations: 300, assets: 1_000, workers: 4, concurrency: 1 }
const rounds = 5

/** A fleet of workers on PostgreSQL whose integrations all fall due at once. */
export async function measureFleet({ quick }: BenchOptions): Promise<readonly Row[]> {
  if (quick) return []
  const server = await startPostgres()
  try {
    return [...(await measureWhole(server)), ...(await measureOverhead(server))]
  } finally {
    await server.stop()
  }
}

async function measureWhole(server: PostgresServer): Promise<readonly Row[]> {
  const { scans, dueAt } = await runFleet(await server.newDatabase(), whole, 'queue')
  const delays = scans.map(({ from }) => from - dueAt).sort((a, b) => a - b)
  const [median, late] = [quantile(delays, 0.5), quantile(delays, 0.99)]
  const { integrations, assets, workers } = whole
  const of = `${integrations.toLocaleString('en')} integrations of ${assets.toLocaleString('en')} assets, ${workers} workers`
  return [
    atMost(`${of}: scans of one integration that overlap`, '', 0, overlaps(scans)),
    atMost(`${of}: scans beyond one for each integration`, '', 0, scans.length - integrations),
    atMost(`${of}: delay of starts, 99th percentile against the median`, ' ×', 3, late / median, median),
  ]
}

/** The time that a scan holds its place, with the queue's work before and after it, against the same without a queue. */
async function measureOverhead(server: PostgresServer): Promise<readonly Row[]> {
  const pairs: { readonly direct: number; readonly added: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const direct = msPerScan(await runFleet(await server.newDatabase(), single, 'direct'))
    const queued = msPerScan(await runFleet(await server.newDatabase(), single, 'queue'))
    pairs.push({ direct, added: queued - direct })
  }
  pairs.sort((a, b) => a.added - b.added)
  const { direct, added } = pairs[rounds >> 1] ?? { direct: Number.NaN, added: Number.NaN }
  const what = 'what a scan takes longer in the fleet than by calling scan in as many processes'
  return [atMost(what, ' ms', 20, added, direct)]
}

/** From the first beginning to the last end, by scan and place: workers that wait for work count as well. */
function msPerScan({ scans }: FleetRun): number {
  const from = Math.min(...scans.map((scan) => scan.from))
  const to = Math.max(...scans.map((scan) => scan.to))
  return ((to - from) * single.workers * single.concurrency) / scans.length
}

function overlaps(scans: readonly FleetScan[]): number {
  const ends = new Map<string, number>()
  let count = 0
  for (const { integration, from, to } of scans.toSorted((a, b) => a.from - b.from)) {
    const before = ends.get(integration) ?? 0
    if (from < before) count += 1
    ends.set(integration, Math.max(before, to))
  }
  return count
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
