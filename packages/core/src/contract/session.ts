import type { Tenant } from '../model/integration.ts'

/** A quota as the vendor states it. */
export interface Quota {
  readonly bucket: string
  readonly limit: number
  readonly remaining: number
  /** Length of the vendor's window in seconds. */
  readonly windowSeconds: number
  readonly resetAt?: Date
}

/** A signed-in connection to one tenant. Connectors extend it with their client. */
export interface Session {
  readonly tenant: Tenant
  /** Everything that was granted, implied permissions spelled out; `unknown` where the vendor does not tell. */
  readonly granted: ReadonlySet<string> | 'unknown'
  readonly features: ReadonlySet<string> | 'unknown'
  /** When the credential ends, where the vendor tells. */
  readonly expiresAt?: Date
  /** How many items each resource type has, as far as that can be told without listing. */
  sizes?(signal: AbortSignal): Promise<Readonly<Record<string, number>>>
  quotas?(signal: AbortSignal): Promise<readonly Quota[]>
  close(): Promise<void>
  /** Revokes the grant at the vendor. */
  revoke?(): Promise<void>
}
