import type { Clock } from '../clock/clock.ts'
import type { Connector } from '../contract/connector.ts'
import type { CredentialStore } from '../contract/credentials.ts'
import type { Log } from '../contract/resource.ts'
import type { FindingSink } from '../contract/sinks.ts'
import type { StateStore } from '../contract/state.ts'
import type { Transport } from '../contract/transport.ts'
import { ConfigError } from '../errors/config-error.ts'
import type { SafeEmitter } from '../events/safe-emitter.ts'
import type { RateLimits } from '../limits/rate-limits.ts'
import type { AssetKind } from '../model/asset.ts'
import type { Integration } from '../model/integration.ts'
import type { Policy } from '../policy/policy.ts'
import type { RunningScans } from '../scan/running-scans.ts'
import type { SchedulerOptions } from './scanner.ts'

/** What the parts of one scanner share, defaults filled in. */
export interface ScannerContext {
  readonly connectors: ReadonlyMap<string, Connector>
  readonly state: StateStore
  readonly credentials: CredentialStore
  readonly sinks: readonly FindingSink[]
  readonly policy: Policy
  readonly clock: Clock
  readonly log: Log
  readonly events: SafeEmitter
  readonly limits: RateLimits
  readonly transport: Transport | undefined
  readonly inventoryKinds: ReadonlySet<AssetKind>
  readonly fullEveryMs: number
  readonly reserve: number
  readonly streams: number
  readonly facetConcurrency: number
  readonly leaseMs: number
  /** The scans of this process. */
  readonly running: RunningScans
  /** Days before the end of a credential at which hosts are told. */
  readonly warningDays: readonly number[]
  readonly schedule: Required<SchedulerOptions>
}

/** The connector of that id. @throws ConfigError where the host did not give it */
export function connectorOf(context: Pick<ScannerContext, 'connectors'>, id: string): Connector {
  const connector = context.connectors.get(id)
  if (connector) return connector
  const known = [...context.connectors.keys()].join(', ')
  throw new ConfigError(`connector: there is no connector "${id}" in this scanner; it has ${known || 'none'}`, {
    field: 'connector',
  })
}

/** The integration of that id. @throws ConfigError where there is none */
export async function integrationOf(context: Pick<ScannerContext, 'state'>, id: string): Promise<Integration> {
  const integration = await context.state.integrations.get(id)
  if (integration) return integration
  throw new ConfigError(`integration: there is no integration "${id}"; add it first`, { field: 'integration' })
}

/**
 * The integration of that id, where it may make calls.
 * @throws ConfigError where there is none, or it is paused
 */
export async function activeIntegrationOf(context: Pick<ScannerContext, 'state'>, id: string): Promise<Integration> {
  const integration = await integrationOf(context, id)
  if (integration.pausedAt === undefined) return integration
  throw new ConfigError(`integration: "${id}" is paused and makes no call; resume it first`, { field: 'integration' })
}
