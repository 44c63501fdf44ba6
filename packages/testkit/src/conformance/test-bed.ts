import { createNodeTransport } from '@opencasb/connector-kit/node'
import {
  type Connector,
  createMemoryState,
  createScanner,
  type Finding,
  type Policy,
  type ScanLimits,
  type Scanner,
  type ScanOptions,
  type ScanReport,
} from '@opencasb/core'
import { createFakeClock, type FakeClock } from '../fake-clock.ts'
import { type FaultProxy, startFaultProxy } from '../faults/fault-proxy.ts'
import type { RunningSimulator, SimulatedIntegration } from '../simulator.ts'
import { type EndState, endStateOf } from './end-state.ts'
import { type ConnectorProbes, instrumentConnector } from './instrument-connector.ts'
import { type JournalState, journalState, type StateProbes } from './journal-state.ts'
import { type ObservedTransport, observeTransport, type SentRequest } from './observed-transport.ts'
import { createRecorder, type Recorder, type RecorderOptions } from './recorder.ts'
import { createSourceTracker } from './source-tracker.ts'

/** What {@link openTestBed} takes. */
export interface TestBedOptions {
  readonly connector: Connector
  readonly simulator: RunningSimulator
  readonly authKind: string
  readonly permissions: readonly string[]
  /** Where the connector is to send its requests. @default the simulator, or the proxy in front of it */
  readonly baseUrl?: string
  /** Puts a fault proxy in between. @default false */
  readonly proxied?: boolean
  /** Short time limits of requests, for tests that wait for them in real time. @default false */
  readonly impatient?: boolean
  /** How far the host's clock is ahead of the vendor's. @default 0 */
  readonly hostAheadMs?: number
  readonly probes?: ConnectorProbes
  readonly stateProbes?: StateProbes
  readonly recorder?: RecorderOptions
  readonly onSend?: (request: SentRequest) => void
  readonly limits?: ScanLimits
  readonly policy?: Policy
  /** Checks that scans are narrowed to. @default all */
  readonly only?: readonly string[]
}

/** A scanner with one integration of the connector under test, and everything to watch it by. */
export interface TestBed {
  readonly scanner: Scanner
  readonly clock: FakeClock
  readonly transport: ObservedTransport
  readonly state: JournalState
  readonly recorder: Recorder
  readonly integration: SimulatedIntegration
  /** Set where `proxied`. */
  readonly proxy?: FaultProxy
  scan(options?: ScanOptions): Promise<ScanReport>
  /** Gives the integration credentials with other permissions. */
  grant(permissions: readonly string[]): Promise<void>
  endState(): Promise<EndState>
  findings(): Promise<readonly Finding[]>
  close(): Promise<void>
}

/** The id of the integration in every test bed: equal ids make databases comparable. */
export const integrationId = 'conformance'

/** Builds a scanner around a running simulator. Close it, then the simulator. */
export async function openTestBed(options: TestBedOptions): Promise<TestBed> {
  const { connector, simulator, authKind } = options
  const proxy = options.proxied ? await startFaultProxy({ target: simulator.url }) : undefined
  const baseUrl = options.baseUrl ?? proxy?.url ?? simulator.url
  const tracker = createSourceTracker()
  const transport: ObservedTransport = observeTransport({
    inner: createNodeTransport(
      options.impatient ? { headersMs: 250, idleMs: 250, totalMs: 600 } : { headersMs: 10_000, idleMs: 10_000 },
    ),
    tracker,
    // A foreign server that may be reached is a stricter test than one that may not: a leak is then seen to arrive.
    origins: [baseUrl, simulator.url, ...(proxy ? [proxy.foreign.url] : [])],
    clock: () => clock,
    ...(options.onSend && { onSend: options.onSend }),
  })
  const start = new Date(Date.now() + (options.hostAheadMs ?? 0))
  const clock = createFakeClock({ start, busy: () => transport.busy() })
  const memory = createMemoryState({ clock })
  const state = journalState(memory, options.stateProbes)
  const recorder = createRecorder(options.recorder)
  const scanner = createScanner({
    connectors: [instrumentConnector(connector, tracker, options.probes ?? {})],
    state,
    sinks: [recorder.sink],
    log: recorder.log,
    transport,
    clock,
    limits: { concurrency: 32, ...options.limits },
    ...(options.policy && { policy: options.policy }),
  })
  recorder.listen(scanner)
  const integrationWith = (permissions: readonly string[]): SimulatedIntegration =>
    simulator.integration({ authKind, permissions, baseUrl })
  const integration = integrationWith(options.permissions)
  const { config, credentials } = integration
  await scanner.integrations.register({ id: integrationId, connector: connector.id, config, credentials })
  // The same integration in each bed, also for what the ids of its changes are computed from.
  await memory.integrations.update(integrationId, (added) => ({ ...added, createdAt: '2026-01-01T00:00:00.000Z' }))

  const findings = async (): Promise<readonly Finding[]> => {
    const found: Finding[] = []
    for await (const finding of scanner.findings.all()) found.push(finding)
    return found
  }
  return {
    scanner,
    clock,
    transport,
    state,
    recorder,
    integration,
    ...(proxy && { proxy }),
    scan: (scanOptions = {}) =>
      scanner.scan(integrationId, { mode: 'full', ...(options.only && { only: options.only }), ...scanOptions }),
    async grant(permissions) {
      const { credentials } = integrationWith(permissions)
      await scanner.integrations.update(integrationId, { credentials })
    },
    endState: async () => endStateOf(await findings()),
    findings,
    async close() {
      await scanner.close()
      await transport.close()
      await proxy?.close()
    },
  }
}
