import type { Connector } from '@opencasb/core'
import type { RunningSimulator, Simulator } from '../simulator.ts'
import type { ConformanceOptions } from './conformance-options.ts'
import { fullPermissions, type ReferenceScan, referenceScan, withWorld } from './reference-scan.ts'
import { openTestBed, type TestBed, type TestBedOptions } from './test-bed.ts'

/** What the rules of one run of the suite share. */
export interface Suite {
  readonly options: ConformanceOptions
  readonly connector: Connector
  readonly simulator: Simulator
  readonly authKinds: readonly string[]
  /** The way to sign in for rules that are not about signing in. */
  readonly authKind: string
  /** The scan without faults; made once for each way to sign in. */
  reference(authKind?: string): Promise<ReferenceScan>
  /** Starts a world, hands it over, and closes it whatever happens. */
  inWorld<T>(options: Parameters<Simulator['start']>[0], use: (running: RunningSimulator) => Promise<T>): Promise<T>
  /** Opens a test bed with everything granted, hands it over, and closes it whatever happens. */
  withBed<T>(
    running: RunningSimulator,
    options: Partial<Omit<TestBedOptions, 'simulator'>>,
    use: (bed: TestBed) => Promise<T>,
  ): Promise<T>
}

/** Makes what the rules share. Nothing runs before a rule asks. */
export function createSuite(options: ConformanceOptions): Suite {
  const { connector, simulator } = options
  const authKinds = options.authKinds ?? connector.auth.map((method) => method.kind)
  const [authKind] = authKinds
  if (authKind === undefined) throw new TypeError(`${connector.id} has no way to sign in`)
  const references = new Map<string, Promise<ReferenceScan>>()
  return {
    options,
    connector,
    simulator,
    authKinds,
    authKind,
    reference(kind = authKind) {
      const known = references.get(kind) ?? referenceScan(connector, simulator, kind)
      references.set(kind, known)
      return known
    },
    inWorld: (world, use) => withWorld(simulator, world, use),
    async withBed(running, bedOptions, use) {
      const kind = bedOptions.authKind ?? authKind
      const bed = await openTestBed({
        connector,
        permissions: fullPermissions(connector, kind),
        ...bedOptions,
        simulator: running,
        authKind: kind,
      })
      try {
        return await use(bed)
      } finally {
        await bed.close()
      }
    },
  }
}
