import type { BareInput, BareOutput } from '../processes/bare.ts'
import { atMost, type BenchOptions, type Row } from '../row.ts'
import { runProcess } from '../run-process.ts'
import { withBench } from './scan-measures.ts'

const rounds = 3
/** Enough for all pages, so that making them up weighs little in what is measured. */
const cacheBytes = 512 * 1024 * 1024

/** The median of the ratios of interleaved runs. */
async function ratioOf(
  measured: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ ratio: number; base: number }> {
  const pairs: { readonly ratio: number; readonly base: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const base = await baseline()
    pairs.push({ ratio: (await measured()) / base, base })
  }
  pairs.sort((a, b) => a.ratio - b.ratio)
  return pairs[Math.floor(rounds / 2)] ?? { ratio: Number.NaN, base: Number.NaN }
}

/** A full scan of list-only checks against fetching and parsing the very same pages with nothing around it. */
export async function measureThroughput({ quick }: BenchOptions): Promise<readonly Row[]> {
  if (quick) return []
  const repositories = 100_000
  return withBench(
    { organizations: [{ login: 'acme', repositories, members: 10, posture: 'strict' }], limits: 'off', cacheBytes },
    async (bench) => {
      const bodies = (await bench.scan({ checks: 'list-only', capture: true, noInventory: true })).captured
      const input: BareInput = { url: `${bench.simulator.url}/graphql`, token: bench.token, bodies }
      const bare = async (): Promise<number> => {
        const { wallMs, items } = await runProcess<BareOutput>('bare', input)
        if (items !== repositories) throw new Error(`the baseline read ${items} of ${repositories}`)
        return wallMs
      }
      const scan = (database: boolean) => async (): Promise<number> => {
        const kept = database ? { database: bench.database() } : { noInventory: true }
        return (await bench.scan({ checks: 'list-only', ...kept })).wallMs
      }
      const rows: Row[] = []
      const row = async (name: string, limit: number, database: boolean): Promise<void> => {
        const { ratio, base } = await ratioOf(scan(database), bare)
        rows.push(atMost(name, ' × bare undici', limit, ratio, base))
      }
      await row('100,000 repositories, list-only checks, no latency, memory state', 1.25, false)
      await row('the same with the embedded database, findings and inventory kept', 2, true)
      await bench.simulator.control.setLatency(20)
      await row('the same at 20 ms latency, embedded database', 1.1, true)
      return rows
    },
  )
}
