import type { BareInput, BareOutput } from '../processes/bare.ts'
import { atMost, type BenchOptions, type Row } from '../row.ts'
import { runProcess } from '../run-process.ts'
import { type Bench, withBench } from './scan-measures.ts'

const rounds = 3
const repositories = 100_000
/** Enough for all pages, so that making them up weighs little in what is measured. */
const cacheBytes = 1024 * 1024 * 1024

/** The two ways to list repositories: full objects by REST, ten fields of each by GraphQL. */
const listings = [
  { checks: 'rest-list-only', name: 'REST pages' },
  { checks: 'list-only', name: 'GraphQL pages' },
] as const

/** A full scan of list-only checks against fetching and parsing the very same pages with nothing around it. */
export async function measureThroughput({ quick }: BenchOptions): Promise<readonly Row[]> {
  if (quick) return []
  const organizations = [{ login: 'acme', repositories, members: 10, posture: 'strict' as const }]
  const rows: Row[] = []
  for (const listing of listings) {
    rows.push(...(await withBench({ organizations, limits: 'off', cacheBytes }, (bench) => measure(bench, listing))))
  }
  return rows
}

async function measure(bench: Bench, { checks, name }: (typeof listings)[number]): Promise<readonly Row[]> {
  const { captured } = await bench.scan({ checks, capture: true, noInventory: true })
  const input: BareInput = { url: `${bench.simulator.url}/graphql`, token: bench.token, requests: captured }
  const bare = async (): Promise<number> => {
    const { wallMs, items } = await runProcess<BareOutput>('bare', input)
    if (items !== repositories) throw new Error(`the baseline read ${items} of ${repositories}`)
    return wallMs
  }
  const scan = (database: boolean) => async (): Promise<number> => {
    const kept = database ? { database: bench.database() } : { noInventory: true }
    return (await bench.scan({ checks, ...kept })).wallMs
  }
  const row = async (what: string, limit: number, database: boolean): Promise<Row> => {
    const { ratio, base } = await ratioOf(scan(database), bare)
    return atMost(what, ' × bare undici', limit, ratio, base)
  }
  const rows = [
    await row(`100,000 repositories, list-only checks, ${name}, no latency, memory state`, 1.25, false),
    await row('the same with the embedded database, findings and inventory kept', 2, true),
  ]
  await bench.simulator.control.setLatency(20)
  return [...rows, await row('the same at 20 ms latency, embedded database', 1.1, true)]
}

/** The median of the ratios of interleaved runs. */
async function ratioOf(
  measured: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ readonly ratio: number; readonly base: number }> {
  const pairs: { readonly ratio: number; readonly base: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const base = await baseline()
    pairs.push({ ratio: (await measured()) / base, base })
  }
  pairs.sort((a, b) => a.ratio - b.ratio)
  return pairs[Math.floor(rounds / 2)] ?? { ratio: Number.NaN, base: Number.NaN }
}
