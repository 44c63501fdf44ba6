import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { Clock } from '../clock/clock.ts'
import type { Check } from './check.ts'
import type { ConnectFlow } from './connect-flow.ts'
import type { CredentialHandle } from './credentials.ts'
import type { Framework } from './framework.ts'
import type { HttpCache } from './http-cache.ts'
import type { AuthKind } from './needs.ts'
import type { RateLimiter } from './rate-limiter.ts'
import type { Log, ResourceType } from './resource.ts'
import type { Session } from './session.ts'
import type { Transport } from './transport.ts'

/** The contract version that this core understands. */
export const connectorSpec = 'opencasb.connector/v1'

/** A length of time in milliseconds. */
export type Milliseconds = number

/** One way to sign in. */
export interface AuthMethod {
  readonly kind: AuthKind
  readonly title: string
  /** Validates the fields of the credentials. Secrets are strings here; the credential store keeps them apart. */
  readonly schema: StandardSchemaV1<unknown, Readonly<Record<string, string>>>
  /** Which fields are secret. */
  readonly secrets: readonly string[]
  /** Set where an administrator can be sent to the vendor instead of typing credentials in. */
  // biome-ignore lint/suspicious/noExplicitAny: the configuration's type ends at the border of the connector
  readonly connect?: ConnectFlow<any>
}

/** A permission with the reason for it, for set-up guides. */
export interface PermissionNote {
  readonly permission: string
  /** The vendor's own label, as it stands on the vendor's screen. */
  readonly label: string
  readonly reason: string
}

/** How a person sets the integration up, as data that a host can show. */
export interface SetupGuide {
  readonly prerequisites: readonly string[]
  readonly plans: string
  readonly auth: Readonly<
    Record<
      AuthKind,
      {
        readonly steps: readonly string[]
        readonly permissions: readonly PermissionNote[]
        readonly url?: string
        /** What remains to be done at the vendor after the integration was deleted. */
        readonly disconnect?: readonly string[]
      }
    >
  >
}

/** What a connector gets to sign in with. */
export interface OpenContext<C = unknown> {
  readonly config: C
  readonly credentials: CredentialHandle
  /** Permissions that the chosen checks need, so that no token has more. Absent: all that the connector declares. */
  readonly permissions?: ReadonlySet<string>
  /** Shared by all scans of the same credential. */
  readonly limiter: RateLimiter
  /** Validators and bodies of earlier answers; keyed by integration already. */
  readonly cache: HttpCache
  readonly clock: Clock
  /** Set where the host brings its own; otherwise the connector makes and closes one. */
  readonly transport?: Transport
  readonly signal: AbortSignal
  readonly log: Log
}

/** One SaaS application: how to sign in, what can be read, what is checked. */
export interface Connector<C = unknown> {
  readonly spec: typeof connectorSpec
  /** @example 'github' */
  readonly id: string
  readonly version: string
  readonly title: string
  readonly config: StandardSchemaV1<unknown, C>
  readonly auth: readonly AuthMethod[]
  readonly resources: readonly ResourceType[]
  readonly checks: readonly Check[]
  /** Benchmarks that the checks refer to, with all of their controls, so that a compliance view can tell what nothing covers. */
  readonly frameworks?: readonly Framework[]
  readonly interval: { readonly default: Milliseconds; readonly min: Milliseconds }
  readonly guide: SetupGuide
  open(context: OpenContext<C>): Promise<Session>
}

/** Declares a connector. */
export function defineConnector<C>(definition: Omit<Connector<C>, 'spec'>): Connector<C> {
  return { spec: connectorSpec, ...definition }
}
