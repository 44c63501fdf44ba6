import { github } from '@opencasb/connector-github'
import type { OctokitInput, OctokitOutput } from '../processes/octokit.ts'
import { atMost, type BenchOptions, type Row } from '../row.ts'
import { runProcess } from '../run-process.ts'
import { organizationOf, requestsOf, withBench } from './scan-measures.ts'

/** GitHub's pace of 900 points a minute would make ten thousand requests last eleven minutes. */
const speed = 40
/** How many of the repositories change before the second scan. */
const changed = 0.01

/** Checks that read protection, collaborators or members, and with `hooks` the hooks of repositories as well. */
function checksOf(hooks: boolean): readonly string[] {
  const facets = [
    'github.repository.protection',
    'github.repository.classic-bypass',
    'github.repository.ruleset-bypass',
    'github.repository.collaborators',
  ]
  return github()
    .checks.filter((check) => {
      const reads = Object.values(check.with).map(({ name }) => name)
      const isRepository = check.on.name === 'github.repository' && reads.every((name) => facets.includes(name))
      return isRepository || check.on.name === 'github.member' || (hooks && check.on.name === 'github.repository-hook')
    })
    .map(({ id }) => id)
}

/** Requests, charged quota and CPU of scanning ten thousand repositories. */
export async function measureRequests({ quick }: BenchOptions): Promise<readonly Row[]> {
  const size = quick ? 1_000 : 10_000
  const share = size / 10_000
  const organizations = [organizationOf(size)]
  const rows: Row[] = []
  const count = size.toLocaleString('en')
  await withBench({ organizations, limits: 'off' }, async (bench) => {
    const listed = await bench.scan({ checks: checksOf(false), speed })
    rows.push(
      atMost(
        `requests of a first scan, ${count} repositories: protection, collaborators, members with 2FA`,
        '',
        Math.ceil(260 * share),
        requestsOf(listed),
      ),
    )
    const database = bench.database()
    const first = await bench.scan({ checks: checksOf(true), speed, database })
    rows.push(atMost(`the same with the hooks of repositories`, '', Math.ceil(10_300 * share), requestsOf(first)))
    await bench.simulator.control.mutate(1, Math.round(size * changed))
    await bench.simulator.control.clearRequests()
    await bench.scan({ checks: checksOf(true), speed, database })
    const charged = (await bench.simulator.control.usage()).reduce((sum, bucket) => sum + bucket.charged, 0)
    rows.push(
      atMost(`quota charged for a second scan, 1 % changed, hooks included`, ' units', Math.ceil(400 * share), charged),
    )
    if (quick) return
    const all = await bench.scan({ checks: 'all', speed, database: bench.database() })
    const script: OctokitInput = {
      baseUrl: bench.simulator.url,
      token: bench.token,
      organization: bench.login,
      hooks: true,
    }
    const octokit = await runProcess<OctokitOutput>('octokit', script)
    rows.push(
      atMost(
        `CPU of the first scan, all checks, hooks, embedded database`,
        ' s',
        6,
        all.cpuMs / 1000,
        octokit.cpuMs / 1000,
      ),
    )
    rows.push(
      atMost(`the same, as a share of the script's`, ' ×', 0.15, all.cpuMs / octokit.cpuMs, octokit.cpuMs / 1000),
    )
    rows.push({
      ...atMost(`requests of the script`, '', Number.POSITIVE_INFINITY, octokit.requests),
      target: 'for comparison',
    })
  })
  return rows
}
