/** One request that a simulator answered. */
export interface SimulatedRequest {
  readonly method: string
  /** Path with query. */
  readonly path: string
  /** The route that answered; absent where no route matched. */
  readonly route?: string
  readonly status: number
  /** Whether it carried credentials. */
  readonly authorized: boolean
}

/** What an integration needs to scan a simulated tenant. */
export interface SimulatedIntegration {
  readonly config: Readonly<Record<string, unknown>>
  readonly credentials: { readonly kind: string } & Readonly<Record<string, string>>
  /** Strings that must never show up in any output. */
  readonly secrets: readonly string[]
}

/** A simulated vendor that is running: a stateful server on loopback with one tenant. */
export interface RunningSimulator {
  /** Where it listens, without a trailing slash. */
  readonly url: string
  /**
   * Makes credentials that were granted exactly these permissions.
   * @param options.baseUrl where the connector is to send its requests, for tests that put a proxy in between; the simulator's own by default
   */
  integration(options: {
    readonly authKind: string
    readonly permissions: readonly string[]
    readonly baseUrl?: string
  }): SimulatedIntegration
  /** All requests since the last `clearRequests`, oldest first. */
  readonly requests: readonly SimulatedRequest[]
  clearRequests(): void
  /** Changes the tenant at random but reproducibly: items come, go and change so that findings open and close. */
  mutate(seed: number, changes: number): void
  /** From now on all credentials handed out so far are refused. */
  revokeCredentials(): void
  /**
   * From now on all access tokens that were issued so far are refused, while the credentials that they were issued for
   * are still good. Absent where credentials are sent as they are.
   */
  expireTokens?(): void
  close(): Promise<void>
}

/** A simulated vendor, as the conformance suite starts it. Simulators need not import this package: the shape is enough. */
export interface Simulator {
  /**
   * Starts a fresh tenant.
   * - `empty`: signed up, nothing in it
   * - `small`: several pages of the main resources, a failing and a passing item for each check, over a few seeds where
   *   there is only one such item in a tenant; a scan takes about a second
   * - `large`: for memory tests: at least 200 pages of the main resource, made while they are asked for
   *
   * The same world and seed make the same tenant, ids included. Links in answers lead to the `Host` of the request.
   */
  start(options: { readonly world: 'empty' | 'small' | 'large'; readonly seed?: number }): Promise<RunningSimulator>
}
