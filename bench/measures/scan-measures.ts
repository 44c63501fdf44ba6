import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { github } from '@opencasb/connector-github'
import {
  type SimulatorProcess,
  type SimulatorProcessOptions,
  startSimulatorProcess,
} from '@opencasb/connector-github/simulator'
import { permissionsFor } from '@opencasb/core'
import type { ScanInput, ScanOutput } from '../processes/scan.ts'
import { runProcess } from '../run-process.ts'

/** A simulated organisation in a process of its own, with credentials that may read all of it. */
export interface Bench {
  readonly simulator: SimulatorProcess
  readonly login: string
  readonly token: string
  /** A database file that nothing was written to yet. */
  database(): string
  /** Scans in a process of its own and fails where the scan did. */
  scan(input: Omit<ScanInput, 'config' | 'credentials'>, flags?: readonly string[]): Promise<ScanOutput>
}

/** Sizes of an organisation whose every part is there. */
export function organizationOf(repositories: number, login = 'acme') {
  const members = Math.max(10, Math.round(repositories / 10))
  return {
    login,
    repositories,
    members,
    outsideCollaborators: 20,
    teams: 30,
    hooks: 5,
    installations: 8,
    rulesets: 4,
    secrets: 10,
    runnerGroups: 4,
  }
}

/** Runs a measurement against a simulated organisation and cleans up after it. */
export async function withBench<T>(
  options: SimulatorProcessOptions,
  measure: (bench: Bench) => Promise<T>,
): Promise<T> {
  const simulator = await startSimulatorProcess(options)
  const folder = mkdtempSync(join(tmpdir(), 'opencasb-bench-'))
  let databases = 0
  try {
    const permissions = permissionsFor(github(), 'pat-classic').map(({ permission }) => permission)
    const { config, credentials } = await simulator.control.integration({ authKind: 'pat-classic', permissions })
    return await measure({
      simulator,
      login: config.organizations[0] ?? '',
      token: credentials['token'] ?? '',
      database: () => join(folder, `${databases++}.db`),
      async scan(input, flags) {
        const output = await runProcess<ScanOutput>('scan', { ...input, config, credentials }, flags)
        if (output.status === 'failed' || output.status === 'deferred')
          throw new Error(`the scan ${output.status}: ${output.error}`)
        return output
      },
    })
  } finally {
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Requests in all buckets. */
export function requestsOf({ requests }: ScanOutput): number {
  return requests.reduce((sum, bucket) => sum + bucket.requests, 0)
}
