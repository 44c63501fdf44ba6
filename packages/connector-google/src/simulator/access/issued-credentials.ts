/** Credentials that a simulator handed out. */
export interface IssuedCredentials {
  readonly kind: 'service-account' | 'admin-oauth'
  /** The e-mail address of the service account, or the client id. */
  readonly name: string
  /** The client's secret and the refresh token; of `admin-oauth` only. */
  readonly clientSecret?: string
  readonly refreshToken?: string
  /** What was delegated or consented to. */
  readonly scopes: ReadonlySet<string>
  revoked: boolean
}

/** What an access token stands for. */
export interface Grant {
  /** In whose name. */
  readonly subject: string
  readonly scopes: ReadonlySet<string>
}
