import type { Session } from '@opencasb/core/connector'
import type { SalesforceClient } from './client.ts'

/** A signed-in connection to one Salesforce organisation. */
export interface SalesforceSession extends Session {
  readonly client: SalesforceClient
  /** `jwt-bearer`, `client-credentials` or `web-server`. */
  readonly authKind: string
  /** The organisation's id, 18 characters. */
  readonly orgId: string
  /** The integration user; absent where the sign-in did not tell. */
  readonly userId?: string
  /** Where the API is asked: `https://acme.my.salesforce.com`. */
  readonly instanceUrl: string
  /** @example '66.0' */
  readonly apiVersion: string
  /** As the organisation names it: `Enterprise Edition`. */
  readonly edition: string
  readonly isSandbox: boolean
}
