/**
 * How an integration is.
 * - `initializing`: it has never been scanned to the end
 * - `healthy`: everything that the chosen checks need can be read
 * - `degraded`: part of the permissions or features is missing; `missing` and `unavailable` say which
 * - `reconnect-required`: the vendor refuses the credentials, they have ended, or what is stored of them is damaged
 * - `rate-limited`: the vendor's quota is used up; the scan goes on at `retryAt`
 * - `paused`: the host stopped it; it makes no call
 * - `failing`: scans fail for another reason; where that is the database or the key of the credentials, it is the host's to mend
 */
export type HealthState =
  | 'initializing'
  | 'healthy'
  | 'degraded'
  | 'reconnect-required'
  | 'rate-limited'
  | 'paused'
  | 'failing'

/** All health states, in the order in which they are explained. */
export const healthStates: readonly HealthState[] = [
  'initializing',
  'healthy',
  'degraded',
  'reconnect-required',
  'rate-limited',
  'paused',
  'failing',
]

/** How an integration is, since when, and what to do about it. Times are ISO 8601 in UTC. */
export interface IntegrationHealth {
  readonly state: HealthState
  readonly since: string
  /** One sentence for a person; absent where all is well. */
  readonly reason?: string
  /** What to do about it. */
  readonly remedy?: string
  /** Permissions that would close gaps. */
  readonly missing?: readonly string[]
  /** What the vendor's plan or edition lacks, in one sentence each. */
  readonly unavailable?: readonly string[]
  /** When the credential ends, where the vendor tells. */
  readonly expiresAt?: string
  /** The smallest number of days before `expiresAt` that was warned of already. */
  readonly warnedDays?: number
  /** When the next attempt makes sense. */
  readonly retryAt?: string
  /** Scans in a row that failed. */
  readonly failures: number
  /** Scans in a row that were put off because the vendor's quota was used up; absent where the last one was not. */
  readonly deferrals?: number
}

/** An integration moved from one state of health to another. */
export interface HealthChange {
  /** The same for the same change, however often it is sent. */
  readonly id: string
  readonly type: 'health-change' | 'credential-expiry'
  readonly integration: string
  readonly connector: string
  readonly name: string
  readonly owner?: string
  readonly at: string
  readonly from: HealthState
  readonly health: IntegrationHealth
  /** Whole days until the credential ends; set for `credential-expiry`. */
  readonly days?: number
}
