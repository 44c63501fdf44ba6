import type { Clock } from '../clock/clock.ts'
import type { ComplianceView } from '../compliance/compliance-view.ts'
import type { Connector } from '../contract/connector.ts'
import type { CredentialStore } from '../contract/credentials.ts'
import type { Log } from '../contract/resource.ts'
import type { FindingSink } from '../contract/sinks.ts'
import type { StateStore } from '../contract/state.ts'
import type { Transport } from '../contract/transport.ts'
import type { ScannerEvents } from '../events/scan-events.ts'
import type { FindingsService } from '../findings/findings-service.ts'
import type { ConnectorDescription } from '../integrations/connector-description.ts'
import type { IntegrationsService } from '../integrations/integrations-service.ts'
import type { InventoryService } from '../inventory/inventory-service.ts'
import type { AssetKind } from '../model/asset.ts'
import type { Integration } from '../model/integration.ts'
import type { ScanReport } from '../model/report.ts'
import type { OutboxService } from '../outbox/outbox-service.ts'
import type { ScanPlan } from '../plan/scan-plan.ts'
import type { Policy } from '../policy/policy.ts'

/** How hard a scan may lean on a vendor. */
export interface ScanLimits {
  /** The share of the vendor's quota that is left to the customer's other uses. @default 0.2 */
  readonly reserve?: number
  /** Requests in flight per credential. @default 8 */
  readonly concurrency?: number
  /** The longest single wait for a quota, in milliseconds; where it takes longer, the scan is deferred. @default 900_000 (15 minutes) */
  readonly maxWaitMs?: number
  /** Retries in one scan before it gives up on what fails. @default 1_000 */
  readonly retries?: number
  /** Resource streams and partitions read at once. @default 4 */
  readonly streams?: number
  /** How long a scan that died keeps others out at most, in milliseconds. @default 15_000 */
  readonly leaseMs?: number
}

/** How {@link Scanner.start} goes about its work. */
export interface SchedulerOptions {
  /** Scans at once. @default 4 */
  readonly concurrency?: number
  /** Scans of one connector at once. @default as many as `concurrency` */
  readonly perConnector?: number
  /** The share of the interval by which scans are spread. @default 0.1 */
  readonly jitter?: number
  /** How often it looks for what is due, in milliseconds. @default 15_000 */
  readonly pollMs?: number
}

/** What {@link createScanner} takes. Only the connectors are required. */
export interface ScannerOptions {
  readonly connectors: readonly Connector[]
  /** @default in memory: gone when the process ends */
  readonly state?: StateStore
  /** @default in memory */
  readonly credentials?: CredentialStore
  /** Told of every change of a finding before it is committed. @default none */
  readonly sinks?: readonly FindingSink[]
  readonly policy?: Policy
  readonly limits?: ScanLimits
  /** Kinds of assets kept in the inventory. @default account, group, application, repository, site, setting, organization, domain */
  readonly inventory?: readonly AssetKind[]
  /** A full read is due at least this often, however good the change feeds are; milliseconds. @default 7 days */
  readonly fullEveryMs?: number
  readonly schedule?: SchedulerOptions
  /** How many days before the end of a credential the host is told. @default [14, 7, 1] */
  readonly expiryWarningDays?: readonly number[]
  /** @default the connector's own HTTP transport */
  readonly transport?: Transport
  /** @default silent */
  readonly log?: Log
  /** @default the system's */
  readonly clock?: Clock
}

/** How one scan differs from the usual. Nothing here closes findings of what is left out. */
export interface ScanOptions {
  readonly signal?: AbortSignal
  /** `auto` reads change feeds where it can. @default 'auto' */
  readonly mode?: 'auto' | 'full'
  /** Only these checks, by id or pattern with `*`. */
  readonly only?: readonly string[]
  /** Not these checks, by id or pattern with `*`. */
  readonly skip?: readonly string[]
  /** Let sweeps close findings that the sweep guard would hold. @default false */
  readonly confirmSweep?: boolean
}

/** What {@link Scanner.due} lists. */
export interface DueOptions {
  /** @default all of them */
  readonly limit?: number
  /** Only this one, where it is due. */
  readonly integration?: string
  /** That one also before it is due, but not outside of its windows. @default false */
  readonly early?: boolean
}

/** Scans integrations and keeps their findings. Make one with {@link createScanner}. */
export interface Scanner {
  readonly integrations: IntegrationsService
  readonly findings: FindingsService
  readonly inventory: InventoryService
  /** Signs in and computes what a scan would read, need and cost, without a list call. */
  plan(integration: string, options?: Pick<ScanOptions, 'signal' | 'only' | 'skip'>): Promise<ScanPlan>
  /**
   * Resolves with a report whatever the vendor does; rejects for programmer mistakes only. A paused integration is not
   * scanned: the report is `aborted` and its `error` says so.
   */
  scan(integration: string, options?: ScanOptions): Promise<ScanReport>
  /** Stops a scan that is running, here or elsewhere; the next one goes on where it was. Says whether one was running here. */
  cancel(integration: string): Promise<boolean>
  /**
   * Scans integrations when they are due, and delivers what durable sinks have not taken yet, until {@link stop}. Its
   * timers do not keep the process alive. Several processes may do so with the same state: no integration is scanned twice.
   * @throws ConfigError after {@link close}
   */
  start(): void
  /**
   * Starts no scan any more, and waits for those that run; after `drainMs` they are stopped at their next checkpoint. A scan
   * whose connector does not heed that is waited for five seconds more, then its lease is taken away: whatever it does
   * later, nothing of it is written.
   * @default drainMs 30_000
   */
  stop(options?: { readonly drainMs?: number }): Promise<void>
  /**
   * Integrations of this scanner's connectors that are due and may be scanned now, the longest due first: for hosts with a
   * scheduler of their own. One that is due outside of its windows is put off to the next of them. {@link scan} itself asks
   * for no window: a host whose scans wait after this call asks again for the one `integration` just before it scans.
   */
  due(options?: DueOptions): Promise<readonly Integration[]>
  /** Messages that durable sinks have not taken yet. */
  readonly outbox: OutboxService
  /** The connectors with their guides and forms, as data that a host can show. */
  readonly connectors: readonly ConnectorDescription[]
  /** The report of the newest scan that ended, or `undefined`. */
  lastReport(integration: string): Promise<ScanReport | undefined>
  /**
   * A benchmark of the integration's connector against its last scan: for each control whether it passes, fails, is unknown or not covered, with the assets
   * concerned.
   * @throws ConfigError where the connector has no such benchmark, or there was no scan yet
   */
  compliance(integration: string, framework: string): Promise<ComplianceView>
  /** Listens to an event; returns the function that stops listening. A throwing listener cannot disturb a scan. */
  on<E extends keyof ScannerEvents>(event: E, listener: (payload: ScannerEvents[E]) => void): () => void
  /**
   * Ends running scans at their next checkpoint, then closes sinks and state. A scan that does not end is left behind as
   * {@link stop} does.
   */
  close(): Promise<void>
}
