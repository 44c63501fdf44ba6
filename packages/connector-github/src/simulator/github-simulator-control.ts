import type { QuotaUsage, SimulatedRequest } from '@opencasb/simulator-kit'
import type { IssuedCredentials } from './access/credentials.ts'
import type { GithubAuthKind } from './access/grant.ts'
import type { PublicApp, PublicAppRequest } from './access/user-authorizations.ts'
import type { GithubLimits } from './limits/limits-options.ts'
import type { Resource } from './limits/quota.ts'
import type { WorldChange } from './world/world-change.ts'

/** What an integration needs to scan the simulated organisations. */
export interface GithubSimulatedIntegration {
  readonly config: { readonly organizations: readonly string[]; readonly baseUrl: string }
  readonly credentials: { readonly kind: GithubAuthKind } & Readonly<Record<string, string>>
  /** Strings that must never show up in any output. */
  readonly secrets: readonly string[]
}

/** What credentials to make. */
export interface IntegrationRequest {
  /** `pat-classic`, `pat-fine-grained` or `github-app`. */
  readonly authKind: string
  /** Scopes of a classic token, or permissions such as `members:read`. */
  readonly permissions: readonly string[]
  /** Where the connector is to send its requests. @default the simulator's own address */
  readonly baseUrl?: string
}

/** How much of a quota is used up. */
export interface QuotaSetting {
  readonly credentials: GithubSimulatedIntegration['credentials']
  readonly resource: Resource
  readonly remaining: number
}

/** Everything that can be told to a simulator from outside. All of it is plain JSON. */
export interface GithubSimulatorCommands {
  /** Makes credentials that were granted exactly these permissions. */
  integration(request: IntegrationRequest): GithubSimulatedIntegration
  clearRequests(): void
  /** Requests, charged units, free and refused answers per quota since the last `clearRequests`. */
  usage(): readonly QuotaUsage[]
  /** Changes the tenant at random but reproducibly. */
  mutate(seed: number, changes: number): void
  /** Makes one change. @throws Error if what is to be changed does not exist */
  change(change: WorldChange): void
  /** From now on all credentials handed out so far are refused. */
  revokeCredentials(): void
  /** Ends all tokens of installations; apps can get new ones. */
  expireInstallationTokens(): void
  /** Suspends the installation of an app, or ends that. */
  suspend(credentials: GithubSimulatedIntegration['credentials'], suspended: boolean): void
  /** Gives an app a page that people install it from, and says who does. */
  publishApp(credentials: GithubSimulatedIntegration['credentials'], request: PublicAppRequest): PublicApp
  /** Removes an app from its organisation, as an owner does. */
  uninstall(credentials: GithubSimulatedIntegration['credentials']): void
  /** Gives credentials other permissions. */
  setPermissions(credentials: GithubSimulatedIntegration['credentials'], permissions: readonly string[]): void
  /** Replaces the limits; those that are left out are as GitHub documents them. */
  setLimits(limits: GithubLimits): void
  /** Sets how much of a quota is left, with the window ending in an hour. */
  setRemaining(setting: QuotaSetting): void
  /** Sets the simulator's clock, in milliseconds since 1970. */
  setNow(moment: number): void
  /** Moves the simulator's clock. */
  advance(milliseconds: number): void
  setLatency(milliseconds: number): void
}

/** The records that a simulator keeps, as they can be read from outside. */
export interface GithubSimulatorRecords {
  /** Requests since the last `clearRequests`, oldest first. */
  readonly requests: readonly SimulatedRequest[]
}

/** The credentials of an integration in the form in which they were issued. */
export function issuedCredentials(credentials: GithubSimulatedIntegration['credentials']): IssuedCredentials {
  const { kind } = credentials
  if (kind === 'github-app') {
    const { appId = '', installationId = '', privateKey = '' } = credentials
    return { kind, appId, installationId, privateKey }
  }
  return { kind, token: credentials['token'] ?? '' }
}
