import { join } from 'node:path'
import { github } from '@opencasb/connector-github'
import {
  createGithubSimulator,
  type GithubSimulatedIntegration,
  type OrganizationOptions,
  type RunningGithubSimulator,
} from '@opencasb/connector-github/simulator'
import {
  type Clock,
  createScanner,
  type Finding,
  permissionsFor,
  type Scanner,
  type ScanReport,
  systemClock,
  type Transport,
} from '@opencasb/core'
import { createSqliteState } from '@opencasb/store-sqlite'
import { onTestFinished } from 'vitest'
import { emptyFolder } from '../captured-host.ts'

/** A simulated organisation that was scanned once, with everything that a later scan may find changed. */
export interface ScannedWorld {
  readonly simulator: RunningGithubSimulator
  readonly scanner: Scanner
  readonly credentials: GithubSimulatedIntegration['credentials']
  readonly secrets: readonly string[]
  /** All permissions that the checks ask for. */
  readonly permissions: readonly string[]
  /** The report of the first scan. */
  readonly first: ScanReport
  scan(options?: Parameters<Scanner['scan']>[1]): Promise<ScanReport>
  /** Unresolved findings, by fingerprint. */
  open(): Promise<ReadonlyMap<string, Finding>>
}

/** An organisation kept badly, with something of every kind in it. */
export const laxOrganization: OrganizationOptions = {
  login: 'acme',
  posture: 'lax',
  members: 12,
  outsideCollaborators: 3,
  teams: 3,
  hooks: 2,
  installations: 3,
  rulesets: 2,
  secrets: 3,
  runnerGroups: 1,
}

/** Time as it is, but for the pauses before something is tried again. */
const hastyClock: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 50, signal) }

/** Starts a simulated organisation and scans it once, with the connector and the database that users get. */
export async function scannedWorld(options: {
  readonly repositories: number
  readonly authKind?: string
  readonly transport?: Transport
  /** Makes the address that the connector gets of the simulator's. @default the simulator's */
  readonly baseUrl?: (simulator: string) => Promise<string>
}): Promise<ScannedWorld> {
  const { repositories, authKind = 'pat-classic', transport } = options
  const simulator = await createGithubSimulator({
    organizations: [{ ...laxOrganization, repositories }],
    limits: 'off',
  })
  onTestFinished(() => simulator.close())
  const permissions = permissionsFor(github(), authKind).map(({ permission }) => permission)
  const baseUrl = (await options.baseUrl?.(simulator.url)) ?? simulator.url
  const { config, credentials, secrets } = simulator.integration({ authKind, permissions, baseUrl })
  const state = createSqliteState({ path: join(await emptyFolder(), 'scan.db') })
  const scanner = createScanner({ connectors: [github()], state, clock: hastyClock, ...(transport && { transport }) })
  onTestFinished(() => scanner.close())
  const { id } = await scanner.integrations.register({ connector: 'github', config, credentials })
  const scan = (scanOptions?: Parameters<Scanner['scan']>[1]) => scanner.scan(id, scanOptions)
  const first = await scan()
  const open = async () => {
    const findings = new Map<string, Finding>()
    for await (const finding of scanner.findings.all()) findings.set(finding.fingerprint, finding)
    return findings
  }
  return { simulator, scanner, credentials, secrets, permissions, first, scan, open }
}
