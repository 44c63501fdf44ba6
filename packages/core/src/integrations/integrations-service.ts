import type { ErasedCounts, IntegrationFilter } from '../contract/state.ts'
import type { IntegrationHealth } from '../model/health.ts'
import type { Integration } from '../model/integration.ts'
import type { ScanReport } from '../model/report.ts'
import type { IntegrationSchedule } from '../model/schedule.ts'
import type { Secret } from '../model/secret.ts'
import type { ScanPlan } from '../plan/scan-plan.ts'

/** Credentials as a host gives them: `kind` names the way to sign in; the other fields are the connector's. */
export type GivenCredentials = { readonly kind: string } & Readonly<Record<string, string | Secret>>

/** What {@link IntegrationsService.add} takes. */
export interface NewIntegration {
  /** @default a random id */
  readonly id?: string
  /** The connector's id. */
  readonly connector: string
  /** @default the name of the tenant at the vendor; the connector's title where it is registered without signing in */
  readonly name?: string
  /** Whose it is, in the host's words. @default nobody's in particular */
  readonly owner?: string
  /** Checked with the connector's schema. */
  readonly config: Readonly<Record<string, unknown>>
  readonly credentials: GivenCredentials
  /** @default the connector's interval, at any time */
  readonly schedule?: IntegrationSchedule
}

/** How an integration is added. */
export interface AddOptions {
  /** Add a tenant that another integration of the connector reaches already. @default false */
  readonly allowSameTenant?: boolean
  /** Start the scan at once. @default true */
  readonly scan?: boolean
  /** Ends signing in; a scan that was started goes on. */
  readonly signal?: AbortSignal
}

/** An integration that was added or connected again. */
export interface AddedIntegration {
  readonly integration: Integration
  /** What a scan can and cannot read with these credentials, and why. */
  readonly preview: ScanPlan
  /** The scan that was started; it never rejects. Absent where none was asked for, or a paused integration was connected again. */
  readonly firstScan?: Promise<ScanReport>
}

/** What {@link IntegrationsService.beginConnect} takes. */
export interface ConnectAttempt extends Omit<NewIntegration, 'credentials'> {
  /** `kind` names a way to sign in that has a `connect` flow; the other fields are those of the host's own app at the vendor. */
  readonly credentials: GivenCredentials
  /** Where the vendor sends the administrator back to, registered with the app: https, or http on this machine. */
  readonly redirectUri: string
  /** Connects this integration again instead of adding one; `connector` and tenant must be the same. */
  readonly reconnect?: string
}

/** An attempt to connect that has begun. */
export interface BegunConnect {
  /** Send the administrator's browser there. */
  readonly url: string
  /** Keep it in the administrator's session and compare it in the callback: it ties the answer to who began. */
  readonly state: string
  /** The attempt can be completed until then, and only once; ISO 8601. */
  readonly expiresAt: string
}

/** What became of the grant at the vendor. */
export type Revocation =
  /** The vendor's revoke endpoint was called, and confirmed. */
  | 'revoked'
  /** The vendor has none for this way to sign in. */
  | 'not-offered'
  /** It was called and failed, or signing in was not possible any more. */
  | 'failed'
  /** It was not to be called, or another integration reaches the same tenant, or may, and lives by the same grant. */
  | 'kept'

/** How an integration is removed. */
export interface RemoveOptions {
  /** Call the vendor's revoke endpoint where there is one. @default true */
  readonly revoke?: boolean
  /** Ends the attempt to revoke, and with it the removal; the integration stays, paused. */
  readonly signal?: AbortSignal
}

/** What {@link IntegrationsService.update} can change. */
export type IntegrationChange = Partial<Pick<NewIntegration, 'name' | 'config' | 'credentials' | 'schedule'>> & {
  /** `null`: nobody's in particular any more. */
  readonly owner?: string | null
}

/** What {@link IntegrationsService.remove} did. */
export interface Erasure {
  readonly integration: string
  /** What was erased besides the credentials, whose data key went first. */
  readonly erased: ErasedCounts
  readonly revocation: Revocation
  /** What remains to be done at the vendor, step by step; it begins with a condition where another integration may live by it. */
  readonly remaining: readonly string[]
}

/**
 * The organisations, tenants and domains that the host has connected. Methods that take an id throw a `ConfigError` where
 * there is no such integration. A paused integration makes no call: `scan` resolves with status `aborted`, `plan` and
 * {@link check} throw a `ConfigError`; only {@link reconnect} and {@link remove} still sign in, since the host asks for it.
 */
export interface IntegrationsService {
  /**
   * Checks the configuration, signs in, names the tenant, compares the permissions granted with those needed; then stores
   * the integration and starts its first scan. Nothing is stored where any of it fails.
   * @throws ConfigError naming the field; for a tenant that is connected already, naming the integration
   * @throws CredentialError, ProviderError and others where signing in fails
   */
  add(
    integration: NewIntegration,
    options?: Omit<AddOptions, 'scan'> & { readonly scan?: true },
  ): Promise<Required<AddedIntegration>>
  /** The same; whether there is a first scan is for `scan` to say. */
  add(integration: NewIntegration, options: AddOptions): Promise<AddedIntegration>
  /**
   * Checks configuration and credentials for their form and stores them, without a call to the vendor. It is due at once.
   * @throws ConfigError naming the field
   */
  register(integration: NewIntegration): Promise<Integration>
  /**
   * Begins to connect by sending an administrator to the vendor. Parts of the configuration that become known only there
   * may be left out.
   * @throws ConfigError where the way to sign in cannot be connected so, or naming the field
   */
  beginConnect(attempt: ConnectAttempt): Promise<BegunConnect>
  /**
   * Completes it with what the vendor sent back, in this process or another; as {@link add} does, or {@link reconnect}. An
   * attempt is used up by this, whatever comes of it.
   * @param callback the query of the redirect
   * @throws CredentialError where the state is unknown, used or too old, or the administrator declined
   */
  completeConnect(
    callback: URLSearchParams | Readonly<Record<string, string>>,
    options?: AddOptions,
  ): Promise<AddedIntegration>
  get(id: string): Promise<Integration | undefined>
  list(filter?: Omit<IntegrationFilter, 'dueBefore'>): Promise<readonly Integration[]>
  /**
   * Changes configuration, name, owner, schedule or credentials, without a call; findings and history stay. Configuration
   * and credentials must reach the same tenant: a scan fails where they do not.
   * @throws ConfigError naming the field, also one that cannot be changed
   */
  update(id: string, change: IntegrationChange): Promise<Integration>
  /**
   * Signs in and assesses the health anew; trouble at the vendor is an answer and never rejects. Where a scan, or whoever
   * connected it again, has found out more meanwhile, that is the answer.
   */
  check(id: string, options?: { readonly signal?: AbortSignal }): Promise<IntegrationHealth>
  /** Stops a scan that is running, here or elsewhere; from now on it makes no call. */
  pause(id: string): Promise<Integration>
  /** It is due at once; a scan that was stopped goes on where it was. */
  resume(id: string): Promise<Integration>
  /**
   * Signs in with new credentials, or with the old ones for permissions that were granted since; findings and history stay.
   * A scan that runs is stopped and goes on with them. A paused integration stays paused.
   * @throws ConfigError where they reach another tenant
   * @throws CredentialError, ProviderError and others where signing in fails; everything stays as it was
   */
  reconnect(
    id: string,
    credentials?: GivenCredentials,
    options?: Omit<AddOptions, 'allowSameTenant'>,
  ): Promise<AddedIntegration>
  /**
   * Stops its scan, revokes the grant where the vendor can, destroys the credentials with their data key, then erases
   * findings, inventory, checkpoints, caches, leases and outbox. A scan that still runs elsewhere can write nothing more.
   * @throws ConfigError where there is no such integration, also once an earlier removal that was interrupted is finished
   */
  remove(id: string, options?: RemoveOptions): Promise<Erasure>
}
