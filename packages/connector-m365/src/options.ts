import type { SignFunction } from '@opencasb/connector-kit'
import type { DnsResolver } from '@opencasb/connector-kit/mail'

/** Gives the token of another identity provider that the app registration trusts. */
export type AssertionFunction = (signal: AbortSignal) => Promise<string>

/** What a host can bring to the connector. */
export interface M365Options {
  /** Looks up the mail records of domains. @default the resolver of the system */
  readonly resolver?: DnsResolver
  /** Signs in place of a private key among the credentials: `PS256`, with the thumbprint of the certificate. */
  readonly sign?: SignFunction
  /** Gives the assertion in place of one among the credentials. */
  readonly assertion?: AssertionFunction
}
