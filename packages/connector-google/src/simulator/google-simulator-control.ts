import type { QuotaUsage } from '@opencasb/simulator-kit'

/** What a simulated integration is made for. */
export interface IntegrationRequest {
  readonly authKind: string
  /** Scopes, spelled out. */
  readonly permissions: readonly string[]
  /** Where the connector is to send its requests. @default the simulator's own address */
  readonly baseUrl?: string
}

/** What an integration needs to scan a simulated account. */
export interface GoogleSimulatedIntegration {
  readonly config: {
    readonly adminEmail: string
    readonly customer: string
    readonly baseUrls: Readonly<Record<string, string>>
    /** Whose files, calendars and mailboxes are read. @default everybody's */
    readonly sharing?: { readonly users: readonly string[] }
  }
  readonly credentials: { readonly kind: string } & Readonly<Record<string, string>>
  /** Strings that must never show up in any output. */
  readonly secrets: readonly string[]
}

/** What can be told to a simulated Google while it runs. */
export interface GoogleSimulatorCommands {
  integration(request: IntegrationRequest): GoogleSimulatedIntegration
  clearRequests(): void
  /** What was asked of each quota since `clearRequests`. */
  usage(): readonly QuotaUsage[]
  /** Changes the account at random but reproducibly. */
  mutate(seed: number, changes: number): void
  /** From now on all credentials handed out so far are refused. */
  revokeCredentials(): void
  /** From now on all access tokens issued so far are refused; the credentials are still good. */
  expireTokens(): void
  setNow(moment: number): void
  advance(milliseconds: number): void
  setLatency(milliseconds: number): void
}
