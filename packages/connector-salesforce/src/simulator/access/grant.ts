/** The ways to sign in to the simulator. */
export type SalesforceAuthKind = 'jwt-bearer' | 'client-credentials' | 'web-server'

/** What an integration user may do. */
export interface Grant {
  readonly clientId: string
  readonly userId: string
  /** User permissions, `ApiEnabled` among them where the user gets in at all. */
  readonly permissions: ReadonlySet<string>
  /** Fields that field-level security hides: `User.LastLoginDate`. */
  readonly hidden: ReadonlySet<string>
}

/** What an integration needs to scan the simulated organisation. */
export interface SalesforceSimulatedIntegration {
  readonly config: { readonly baseUrls: { readonly login: string; readonly api?: string }; readonly dailyShare: number }
  readonly credentials: { readonly kind: SalesforceAuthKind } & Readonly<Record<string, string>>
  /** Strings that must never show up in any output. */
  readonly secrets: readonly string[]
}

/** What credentials to make. */
export interface IntegrationRequest {
  readonly authKind: string
  /** User permissions besides `ApiEnabled`. */
  readonly permissions: readonly string[]
  /** Fields that field-level security hides: `User.LastLoginDate`. @default none */
  readonly hidden?: readonly string[]
  /** Where the connector is to send its requests. @default the simulator's own address */
  readonly baseUrl?: string
  /** The part of the daily requests that the connector may use. @default 1 */
  readonly dailyShare?: number
}
