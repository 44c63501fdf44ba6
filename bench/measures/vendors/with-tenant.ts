import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FakeZone } from '@opencasb/connector-kit/mail'
import { type Connector, permissionsFor } from '@opencasb/core'
import type { BenchConnector } from '../../processes/open-connector.ts'
import type { ScanInput, ScanOutput } from '../../processes/scan.ts'
import { runProcess } from '../../run-process.ts'

/** What each vendor's simulator offers in a process of its own. */
export interface TenantSimulator {
  readonly control: {
    integration(request: { readonly authKind: string; readonly permissions: readonly string[] }): Promise<{
      readonly config: object
      readonly credentials: ScanInput['credentials']
    }>
    mutate(seed: number, changes: number): Promise<unknown>
    requests(): Promise<readonly { readonly path: string }[]>
    usage(): Promise<readonly { readonly bucket: string; readonly refused: number }[]>
  }
  close(): Promise<void>
}

/** A vendor whose simulated tenant is scanned. */
export interface Vendor<O> {
  readonly connector: Connector
  /** How the connector signs in. */
  readonly authKind: string
  readonly zone?: FakeZone
  start(options: O): Promise<TenantSimulator>
}

/** How to scan; checks are named one by one, or all of the connector's run. */
export interface TenantScan extends Pick<ScanInput, 'checks' | 'database' | 'speed'> {
  /** What must be left of the vendor's quota may end the scan. */
  readonly mayStop?: boolean
}

/** A simulated tenant in a process of its own, with credentials that may read all of it. */
export interface Tenant {
  /** A database file that nothing was written to yet. */
  database(): string
  /** Scans in a process of its own and fails where the scan did. */
  scan(input: TenantScan, flags?: readonly string[]): Promise<ScanOutput>
  /** Changes so many things at the vendor; a seed of its own makes other changes. */
  change(changes: number, seed?: number): Promise<void>
  /** How many different addresses of this form were asked for, whatever follows behind the question mark. */
  addresses(form: RegExp): Promise<number>
  /** Requests that each of the vendor's quotas refused so far. */
  refused(): Promise<readonly number[]>
}

/** Runs a measurement against a simulated tenant and cleans up after it. */
export async function withTenant<O, T>(
  { connector, authKind, zone, start }: Vendor<O>,
  options: O,
  measure: (tenant: Tenant) => Promise<T>,
): Promise<T> {
  const { control, close } = await start(options)
  const folder = mkdtempSync(join(tmpdir(), 'opencasb-bench-'))
  let databases = 0
  try {
    const permissions = permissionsFor(connector, authKind).map(({ permission }) => permission)
    const { config, credentials } = await control.integration({ authKind, permissions })
    const integration = { connector: connector.id as BenchConnector, config: { ...config }, credentials }
    return await measure({
      database: () => join(folder, `${databases++}.db`),
      async change(changes, seed = 1) {
        await control.mutate(seed, changes)
      },
      async addresses(form) {
        const paths = (await control.requests()).map(({ path }) => path.split('?')[0] ?? '')
        return new Set(paths.filter((path) => form.test(path))).size
      },
      refused: async () => (await control.usage()).map(({ refused }) => refused),
      async scan({ mayStop = false, ...input }, flags) {
        const whole: ScanInput = { ...input, ...integration, ...(zone && { zone }) }
        const output = await runProcess<ScanOutput>('scan', whole, flags)
        if (!mayStop && (output.status === 'failed' || output.status === 'deferred'))
          throw new Error(`the scan of ${connector.id} ${output.status}: ${output.error}`)
        return output
      },
    })
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Ids of the connector's checks that read nothing but these facets, on resources that are wanted. */
export function checksReading(
  { checks }: Connector,
  wanted: (resource: string) => boolean,
  facets: readonly string[] = [],
): readonly string[] {
  return checks
    .filter(({ on, with: reads }) => wanted(on.name) && Object.values(reads).every(({ name }) => facets.includes(name)))
    .map(({ id }) => id)
}
