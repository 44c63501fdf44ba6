import type { Secret } from '@opencasb/core'

/** The credentials as a host gives them: `kind` is the way to sign in, `clientId` the consumer key of the app. */
export type SalesforceCredentials =
  | {
      readonly kind: 'jwt-bearer'
      readonly clientId: string
      /** That of the integration user. */
      readonly username: string
      /** PEM text; left out where the host signs. */
      readonly privateKey?: string | Secret
    }
  | {
      readonly kind: 'client-credentials'
      readonly clientId: string
      /** The consumer secret of the app. */
      readonly clientSecret: string | Secret
    }
  | {
      readonly kind: 'web-server'
      readonly clientId: string
      /** The consumer secret of the app. */
      readonly clientSecret: string | Secret
      /** What Salesforce gave when the integration user approved the app. */
      readonly refreshToken: string | Secret
    }
