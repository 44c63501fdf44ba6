import type { DnsResolver } from '@opencasb/connector-kit/mail'
import type { Session } from '@opencasb/core/connector'
import type { GraphClient } from './client.ts'
import type { M365Config } from './config.ts'
import type { ReadOwnDomains } from './resources/sharing/own-domains.ts'

/** A signed-in connection to a Microsoft 365 tenant. */
export interface M365Session extends Session {
  readonly client: GraphClient
  /** `client-secret`, `certificate` or `federated-credential`. */
  readonly authKind: string
  readonly config: M365Config
  /** Looks up the mail records of domains. */
  readonly resolver: DnsResolver
  readonly ownDomains: ReadOwnDomains
}
