import { github } from '@opencasb/connector-github'
import { demoWorld as githubWorld, startSimulatorProcess as startGithub } from '@opencasb/connector-github/simulator'
import { google } from '@opencasb/connector-google'
import {
  googleSimulatorZone,
  demoWorld as googleWorld,
  startSimulatorProcess as startGoogle,
} from '@opencasb/connector-google/simulator'
import { createFakeResolver } from '@opencasb/connector-kit/mail'
import { m365 } from '@opencasb/connector-m365'
import {
  m365SimulatorZone,
  demoWorld as m365World,
  startSimulatorProcess as startM365,
} from '@opencasb/connector-m365/simulator'
import { salesforce } from '@opencasb/connector-salesforce'
import {
  demoWorld as salesforceWorld,
  startSimulatorProcess as startSalesforce,
} from '@opencasb/connector-salesforce/simulator'
import { type Connector, permissionsFor } from '@opencasb/core'
import type { DemoMemory } from './demo-memory.ts'
import { isPortFree } from './is-port-free.ts'

/** What an integration needs to reach a simulated vendor. */
interface SimulatedIntegration {
  readonly config: Readonly<Record<string, unknown>>
  readonly credentials: { readonly kind: string } & Readonly<Record<string, string>>
}

/** A simulator in a process of its own. */
interface Simulator {
  readonly url: string
  readonly control: {
    mutate(seed: number, changes: number): Promise<void>
    integration(request: {
      readonly authKind: string
      readonly permissions: readonly string[]
    }): Promise<SimulatedIntegration>
  }
  close(): Promise<void>
}

interface SimulatorStart {
  readonly epoch: number
  readonly port?: number
}

/** One vendor of the demo. */
export interface DemoVendor {
  readonly connector: Connector
  readonly authKind: string
  /** How much happens in the organisation between two runs. */
  readonly changes: number
  start(options: SimulatorStart): Promise<Simulator>
}

/** A simulated organisation at a vendor, with credentials for it. */
export interface SimulatedVendor extends SimulatedIntegration {
  readonly connector: Connector
  readonly port: number
  close(): Promise<void>
}

/** The vendors, in the order in which they are scanned. What DNS says of the made-up domains is made up as well. */
export const demoVendors: readonly DemoVendor[] = [
  {
    connector: github(),
    authKind: 'github-app',
    changes: 60,
    start: (options) => startGithub({ organizations: githubWorld, faults: 'realistic', ...options }),
  },
  {
    connector: google({ resolver: createFakeResolver(googleSimulatorZone) }),
    authKind: 'service-account',
    changes: 40,
    // The fewer users, the fewer requests: they are made as slowly as Google asks for.
    start: (options) => startGoogle({ world: { ...googleWorld, users: 300, sharers: 20 }, limits: 'off', ...options }),
  },
  {
    connector: m365({ resolver: createFakeResolver(m365SimulatorZone) }),
    authKind: 'certificate',
    changes: 40,
    // Files are read as slowly as Microsoft asks for, so there are few of them.
    start: (options) =>
      startM365({ world: { ...m365World, oneDrives: 4, sites: 2, itemsPerDrive: 12 }, limits: 'off', ...options }),
  },
  {
    connector: salesforce(),
    authKind: 'jwt-bearer',
    changes: 40,
    start: (options) => startSalesforce({ world: salesforceWorld, ...options }),
  },
]

/**
 * Starts the simulated organisation of a vendor in a process of its own. What happened in it since the first run is made to
 * happen again.
 */
export async function startVendor(vendor: DemoVendor, memory: DemoMemory): Promise<SimulatedVendor> {
  const { connector, authKind, changes } = vendor
  const known = memory.ports[connector.id]
  const port = known !== undefined && (await isPortFree(known)) ? { port: known } : {}
  const simulator = await vendor.start({ epoch: memory.epoch, ...port })
  for (let run = 1; run <= memory.runs; run++) await simulator.control.mutate(run, changes)
  const permissions = permissionsFor(connector, authKind).map(({ permission }) => permission)
  const { config, credentials } = await simulator.control.integration({ authKind, permissions })
  return {
    connector,
    config,
    credentials,
    port: Number(new URL(simulator.url).port),
    close: () => simulator.close(),
  }
}
