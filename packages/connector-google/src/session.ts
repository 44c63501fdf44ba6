import type { DnsResolver } from '@opencasb/connector-kit/mail'
import type { Session } from '@opencasb/core/connector'
import type { GoogleClient } from './client.ts'
import type { GoogleConfig } from './config.ts'
import type { ReadOwnDomains } from './resources/drive/own-domains.ts'

/** A way to sign in to Google. */
export type GoogleAuthKind = 'service-account' | 'admin-oauth'

/** A signed-in connection to a Google Workspace account. */
export interface GoogleSession extends Session {
  readonly client: GoogleClient
  readonly authKind: GoogleAuthKind
  /** The account's immutable id, `C0123abcd`: what paths name it by. */
  readonly customerId: string
  readonly config: GoogleConfig
  /** Names of the account's own domains: who is inside and who is not. */
  readonly ownDomains: ReadOwnDomains
  /** Answers questions about the mail domains. */
  readonly resolver: DnsResolver
}
