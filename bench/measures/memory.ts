import { atMost, type BenchOptions, type Row } from '../row.ts'
import { organizationOf, withBench } from './scan-measures.ts'

/** Measures what is kept, and would fail where that did not fit the ceiling. */
const ceiling = ['--expose-gc', '--max-old-space-size=64']
const speed = 40

/** Peak memory of scans as the tenant grows. */
export async function measureMemory({ quick }: BenchOptions): Promise<readonly Row[]> {
  const rows: Row[] = []
  const sizes = quick ? ([100, 2_000] as const) : ([100, 10_000] as const)
  const [small, large] = await Promise.all(
    sizes.map((size) =>
      withBench({ organizations: [organizationOf(size)], limits: 'off' }, (bench) =>
        bench.scan({ checks: 'all', speed, database: bench.database() }),
      ),
    ),
  )
  if (!small || !large) throw new Error('nothing was measured')
  const count = sizes[1].toLocaleString('en')
  rows.push(
    atMost(`peak RSS, ${count} repositories with hooks, all checks, embedded database`, ' MiB', 150, large.peakRssMb),
  )
  rows.push(
    atMost(
      `its growth from ${sizes[0]} to ${count} repositories`,
      ' MiB',
      50,
      large.peakRssMb - small.peakRssMb,
      small.peakRssMb,
    ),
  )
  const listed = quick ? ([10_000, 40_000] as const) : ([100_000, 1_000_000] as const)
  const peaks: number[] = []
  for (const repositories of listed) {
    const options = { organizations: [{ login: 'acme', repositories, members: 10 }], limits: 'off' as const }
    const output = await withBench(options, (bench) =>
      bench.scan({ checks: 'list-only', database: bench.database() }, ceiling),
    )
    peaks.push(output.peakHeapMb)
  }
  const [base = Number.NaN, peak = Number.NaN] = peaks
  rows.push(atMost(`peak heap, ${listed[1].toLocaleString('en')} repositories, list-only checks`, ' MiB', 64, peak))
  rows.push(atMost(`the same against ${listed[0].toLocaleString('en')} repositories`, ' ×', 1.5, peak / base, base))
  return rows
}
