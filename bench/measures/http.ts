import type { HttpInput, HttpOutput } from '../processes/http.ts'
import { atMost, type BenchOptions, type Row } from '../row.ts'
import { runProcess } from '../run-process.ts'

/** What the HTTP layer costs over undici alone. */
export async function measureHttp({ quick }: BenchOptions): Promise<readonly Row[]> {
  if (quick) return []
  const run = (bare: boolean) => runProcess<HttpOutput>('http', { requests: 20_000, bare } satisfies HttpInput)
  const baseline = await run(true)
  const measured = await run(false)
  return [atMost('HTTP layer, CPU per request', ' ms', 0.25, measured.cpuMsPerRequest, baseline.cpuMsPerRequest)]
}
