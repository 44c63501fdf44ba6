import type { Connector } from '@opencasb/core'
import type { RunningSimulator, Simulator } from '../simulator.ts'
import type { ConformanceOptions } from './conformance-options.ts'
import { checksInFocus, type Focus } from './focus.ts'
import { fullPermissions, type ReferenceScan, referenceScan, withWorld } from './reference-scan.ts'
import { openTestBed, type TestBed, type TestBedOptions } from './test-bed.ts'

/** What {@link Suite.withBed} takes. */
export type BedOptions = Partial<Omit<TestBedOptions, 'simulator' | 'only'>> & {
  /** Which checks are scanned with. @default 'all' */
  readonly focus?: Focus
}

/** What the rules of one run of the suite share. */
export interface Suite {
  readonly options: ConformanceOptions
  readonly connector: Connector
  readonly simulator: Simulator
  readonly authKinds: readonly string[]
  /** The way to sign in for rules that are not about signing in. */
  readonly authKind: string
  /** The scan without faults; made once for each way to sign in and focus. */
  reference(authKind?: string, focus?: Focus): Promise<ReferenceScan>
  /** Starts a world, hands it over, and closes it whatever happens. */
  inWorld<T>(options: Parameters<Simulator['start']>[0], use: (running: RunningSimulator) => Promise<T>): Promise<T>
  /** Opens a test bed with everything granted, hands it over, and closes it whatever happens. */
  withBed<T>(running: RunningSimulator, options: BedOptions, use: (bed: TestBed) => Promise<T>): Promise<T>
}

/** Makes what the rules share. Nothing runs before a rule asks. */
export function createSuite(options: ConformanceOptions): Suite {
  const { connector, simulator } = options
  const authKinds = options.authKinds ?? connector.auth.map((method) => method.kind)
  const [authKind] = authKinds
  if (authKind === undefined) throw new TypeError(`${connector.id} has no way to sign in`)
  const references = new Map<string, Promise<ReferenceScan>>()
  const reference = (kind = authKind, focus: Focus = 'all'): Promise<ReferenceScan> => {
    const key = `${kind} ${focus}`
    const known = references.get(key) ?? scanFor(kind, focus)
    references.set(key, known)
    return known
  }
  const scanFor = async (kind: string, focus: Focus): Promise<ReferenceScan> =>
    referenceScan(connector, simulator, kind, focus === 'all' ? undefined : await checksOf(kind, focus))
  const checksOf = async (kind: string, focus: Focus): Promise<readonly string[]> =>
    checksInFocus(connector, await reference(kind), focus)
  return {
    options,
    connector,
    simulator,
    authKinds,
    authKind,
    reference,
    inWorld: (world, use) => withWorld(simulator, world, use),
    async withBed(running, bedOptions, use) {
      const { focus = 'all', ...rest } = bedOptions
      const kind = rest.authKind ?? authKind
      const only = focus === 'all' ? undefined : await checksOf(kind, focus)
      const bed = await openTestBed({
        connector,
        permissions: fullPermissions(connector, kind),
        ...(only && { only }),
        ...rest,
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
