import type { QuotaUsage, SimulatedRequest } from '@opencasb/simulator-kit'
import type { IssuedCredentials } from './access/credentials.ts'

/** What an integration needs to scan the simulated tenant. */
export interface M365SimulatedIntegration {
  readonly config: {
    readonly tenant: string
    readonly baseUrls: { readonly graph: string; readonly login: string }
  }
  readonly credentials: IssuedCredentials
  /** Strings that must never show up in any output. */
  readonly secrets: readonly string[]
}

/** What credentials to make. */
export interface M365IntegrationRequest {
  /** `client-secret`, `certificate` or `federated-credential`. */
  readonly authKind: string
  /** Application permissions such as `User.Read.All`. */
  readonly permissions: readonly string[]
  /** Where the connector is to send its requests. @default the simulator's own address */
  readonly baseUrl?: string
}

/** Everything that can be told to a simulator from outside. All of it is plain JSON. */
export interface M365SimulatorCommands {
  /** Registers an application that was granted exactly these permissions. */
  integration(request: M365IntegrationRequest): M365SimulatedIntegration
  clearRequests(): void
  /** Requests, charged units and refused answers per workload since the last `clearRequests`; parts of batches count. */
  usage(): readonly QuotaUsage[]
  /** Changes the tenant at random but reproducibly. */
  mutate(seed: number, changes: number): void
  /** From now on all credentials handed out so far are refused. */
  revokeCredentials(): void
  /** Ends all access tokens; the applications can get new ones. */
  expireTokens(): void
  /** Ends all change feeds that were started so far. */
  expireFeeds(): void
  /** Sets the simulator's clock, in milliseconds since 1970. */
  setNow(moment: number): void
  /** Moves the simulator's clock. */
  advance(milliseconds: number): void
  setLatency(milliseconds: number): void
}

/** Names of the commands, as they stand in addresses. */
export const commandNames: readonly (keyof M365SimulatorCommands)[] = [
  'integration',
  'clearRequests',
  'usage',
  'mutate',
  'revokeCredentials',
  'expireTokens',
  'expireFeeds',
  'setNow',
  'advance',
  'setLatency',
]

/** The records that a simulator keeps, as they can be read from outside. */
export interface M365SimulatorRecords {
  /** Requests since the last `clearRequests`, oldest first. A batch is one. */
  readonly requests: readonly SimulatedRequest[]
}
