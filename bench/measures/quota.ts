import { atMost, type BenchOptions, type Row } from '../row.ts'
import { organizationOf, withBench } from './scan-measures.ts'

/** A short window stands for the hour that GitHub has; the scan needs several. */
const windowSeconds = 20
const core = 250
const repositories = 800
/** Requests that a scan has in flight at most. */
const inFlight = 8

/** What a scan does when the vendor's quota runs out several times on the way. */
export async function measureQuota({ quick }: BenchOptions): Promise<readonly Row[]> {
  if (quick) return []
  const limits = {
    core,
    windowSeconds,
    graphql: null,
    restPointsPerMinute: null,
    graphqlPointsPerMinute: null,
    concurrency: null,
  }
  return withBench({ organizations: [organizationOf(repositories)], limits }, async ({ simulator, scan }) => {
    const { wallMs } = await scan({ checks: ['github/repository-hook-*'] })
    const usage = await simulator.control.usage()
    const refused = usage.reduce((sum, bucket) => sum + bucket.refused, 0)
    const charged = usage.reduce((sum, bucket) => sum + (bucket.bucket === 'core' ? bucket.charged : 0), 0)
    const windows = Math.floor(charged / core)
    const dictated = windows * windowSeconds * 1000
    return [
      atMost('refused calls per exhausted quota window', '', inFlight, refused / Math.max(1, windows)),
      atMost(
        'time of a scan over several windows, against what the quota dictates',
        ' ×',
        1.1,
        wallMs / dictated,
        dictated / 1000,
      ),
    ]
  })
}
