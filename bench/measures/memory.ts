import type { ScanInput, ScanOutput } from '../processes/scan.ts'
import { atMost, type BenchOptions, type Row } from '../row.ts'
import { organizationOf, withBench } from './scan-measures.ts'

/** Measures what is kept, and fails where that does not fit under the ceiling. */
const ceiling = ['--expose-gc', '--max-old-space-size=64']
/** V8 lets garbage lie as long as there is room; this leaves it little. */
const frugal = ['--max-old-space-size=64', '--max-semi-space-size=2']
const speed = 40

/** Scans an organisation of so many repositories with everything on, hooks included. */
function scanAll(repositories: number, flags: readonly string[]): Promise<ScanOutput> {
  const options = { organizations: [organizationOf(repositories)], limits: 'off' as const }
  return withBench(options, (bench) => bench.scan({ checks: 'all', speed, database: bench.database() }, flags))
}

/** Lists so many repositories. */
function scanListed(repositories: number): Promise<ScanOutput> {
  const options = { organizations: [{ login: 'acme', repositories, members: 10 }], limits: 'off' as const }
  const input: Omit<ScanInput, 'config' | 'credentials' | 'database'> = { checks: 'list-only' }
  return withBench(options, (bench) => bench.scan({ ...input, database: bench.database() }, ceiling))
}

/** What scans keep in memory as the tenant grows, and what the whole process takes. */
export async function measureMemory({ quick }: BenchOptions): Promise<readonly Row[]> {
  const [few, many] = quick ? ([10_000, 40_000] as const) : ([100_000, 1_000_000] as const)
  const repositories = quick ? 1_000 : 10_000
  const base = (await scanListed(few)).peakHeapMb
  const peak = (await scanListed(many)).peakHeapMb
  const rows = [
    atMost(`peak heap, ${many.toLocaleString('en')} repositories, list-only checks`, ' MiB', 64, peak),
    atMost(`the same against ${few.toLocaleString('en')} repositories`, ' ×', 1.5, peak / base, base),
    atMost(
      `peak heap, ${repositories.toLocaleString('en')} repositories with hooks, all checks`,
      ' MiB',
      64,
      (await scanAll(repositories, ceiling)).peakHeapMb,
    ),
  ]
  return quick ? rows : [...rows, ...(await measureProcess(repositories))]
}

/** The whole process, V8's laziness included, which depends on the machine. */
async function measureProcess(repositories: number): Promise<readonly Row[]> {
  const small = (await scanAll(100, frugal)).peakRssMb
  const large = (await scanAll(repositories, frugal)).peakRssMb
  const left = (await scanAll(repositories, [])).peakRssMb
  const count = repositories.toLocaleString('en')
  return [
    atMost(`peak RSS, ${count} repositories with hooks, all checks, ${frugal.join(' ')}`, ' MiB', 150, large),
    atMost(`its growth from 100 to ${count} repositories`, ' MiB', 50, large - small, small),
    atMost('the same scan with V8 left to itself', ' MiB', 150, left, small),
  ]
}
