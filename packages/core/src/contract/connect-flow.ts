import type { Clock } from '../clock/clock.ts'
import type { JsonObject } from '../model/json.ts'
import type { Log } from './resource.ts'
import type { Transport } from './transport.ts'

/** What a connector builds the authorisation URL from. */
export interface ConnectRequest<C = unknown> {
  readonly config: C
  /** The host's own app at the vendor: the fields that {@link ConnectFlow.app} names. */
  readonly app: Readonly<Record<string, string>>
  readonly redirectUri: string
  /** Ties the answer to this attempt. */
  readonly state: string
  /** PKCE, method S256. */
  readonly codeChallenge: string
  /** For OpenID Connect. */
  readonly nonce: string
  /** Permissions that the chosen checks need. */
  readonly permissions: ReadonlySet<string>
}

/** What came back from the vendor, with what the attempt began with. */
export interface ConnectAnswer<C = unknown> extends Omit<ConnectRequest<C>, 'codeChallenge'> {
  /** The query of the redirect; `state` was checked already. */
  readonly params: Readonly<Record<string, string>>
  readonly codeVerifier: string
  readonly transport?: Transport
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
}

/** What the vendor gave. */
export interface Connected {
  /** All fields of the credentials, checked by the schema of the way to sign in. */
  readonly credentials: Readonly<Record<string, string>>
  /** Parts of the configuration that are known only now, such as the tenant's id. */
  readonly config?: JsonObject
}

/** Signing in by sending an administrator to the vendor, who sends them back. */
export interface ConnectFlow<C = unknown> {
  /** Fields of the credentials that the host knows beforehand: its own app at the vendor. */
  readonly app: readonly string[]
  /** Where the administrator is sent. */
  begin(request: ConnectRequest<C>): string | Promise<string>
  /**
   * Trades the answer for credentials.
   * @throws CredentialError where the administrator declined, or the vendor does not confirm the answer
   */
  complete(answer: ConnectAnswer<C>): Promise<Connected>
}
