import type { QuotaUsage, SimulatedRequest } from '@opencasb/simulator-kit'
import type { IntegrationRequest, SalesforceSimulatedIntegration } from './access/grant.ts'
import type { SalesforceWorld } from './world/salesforce-world.ts'

/** How much there is in a simulated organisation. */
export interface SalesforceWorldSize {
  /** @default 900 */
  readonly users?: number
  /** Apps, sites, remote sites and so on: about so many of each; 0 for an organisation that was just signed up. @default 12 */
  readonly things?: number
  /** Permission sets besides those of profiles. @default 20 */
  readonly permissionSets?: number
}

/** What {@link createSalesforceSimulator} takes. */
export interface SalesforceSimulatorOptions {
  /** @default 1 */
  readonly seed?: number
  readonly world?: SalesforceWorldSize
  /** Rows of a page. @default 2000 */
  readonly pageSize?: number
  /** The newest version of the API. @default '66.0' */
  readonly version?: string
  /** Requests that the organisation has in 24 hours. @default 1_000_000 */
  readonly dailyRequests?: number
  /** Refresh tokens are replaced when they are used. @default true */
  readonly rotateRefreshTokens?: boolean
  /** Wall clock in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
  /** What dates are counted from. @default the beginning of the day */
  readonly epoch?: number
  /** @default a free one */
  readonly port?: number
}

/** Everything that can be told to a simulator from outside. All of it is plain JSON. */
export interface SalesforceSimulatorCommands {
  /** Makes credentials that were granted exactly these permissions. */
  integration(request: IntegrationRequest): SalesforceSimulatedIntegration
  clearRequests(): void
  /** Requests, charged units and refused answers since the last `clearRequests`. */
  usage(): readonly QuotaUsage[]
  /** Changes the organisation at random, but reproducibly. */
  mutate(seed: number, changes: number): void
  /** From now on all credentials handed out so far are refused. */
  revokeCredentials(): void
  /** Ends all sessions; the credentials stay good. */
  expireTokens(): void
  /** Sets how many requests of the last 24 hours are used, and how many there are. */
  setDailyRequests(used: number, limit: number): void
  setLatency(milliseconds: number): void
  /** Sets the simulator's clock, in milliseconds since 1970. */
  setNow(moment: number): void
  /** Moves the simulator's clock. */
  advance(milliseconds: number): void
}

/** A simulated organisation that is running. */
export interface RunningSalesforceSimulator extends SalesforceSimulatorCommands {
  /** Where it listens, without a trailing slash. */
  readonly url: string
  readonly world: SalesforceWorld
  /** All requests since the last `clearRequests`, oldest first. */
  readonly requests: readonly SimulatedRequest[]
  /** All queries since the last `clearRequests`, those inside of composite requests included. */
  readonly queries: readonly { readonly api: 'data' | 'tooling'; readonly soql: string }[]
  close(): Promise<void>
}
