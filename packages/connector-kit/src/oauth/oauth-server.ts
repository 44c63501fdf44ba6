/** Claims of an id token. */
export type OauthClaims = Readonly<Record<string, unknown>>

/** What a server answered instead of a token, in OAuth's words. */
export interface OauthRefusal {
  /** @example 'invalid_grant' */
  readonly error: string
  /** The vendor's own text. It may quote names and ids: to be recognised, not to be repeated. */
  readonly description: string
}

/** An authorisation server: where it is, and how it speaks. All addresses are absolute. */
export interface OauthServer {
  /** How messages name it. */
  readonly title: string
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  /** Where tokens are revoked. */
  readonly revocationEndpoint?: string
  /**
   * Who issues its id tokens. A function where that depends on the tenant: it is given claims that nobody has checked, and
   * what it returns is what `iss` must be. Absent where no id token is asked for.
   */
  readonly issuer?: string | ((unchecked: OauthClaims) => string | undefined)
  /** Where the keys are that id tokens are signed with; needed with `issuer`. */
  readonly keys?: string
  /** Words a refusal so that its reader knows what to do. @default a general text with OAuth's error code */
  readonly explain?: (refusal: OauthRefusal) => Error | undefined
}
