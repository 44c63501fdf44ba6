import type { Secret } from '@opencasb/core'

/** The credentials as a host gives them: `kind` is the way to sign in, `clientId` the app registration. */
export type M365Credentials =
  | {
      readonly kind: 'certificate'
      readonly clientId: string
      /** PEM text. */
      readonly certificate: string
      /** PEM text; left out where the host signs. */
      readonly privateKey?: string | Secret
    }
  | {
      readonly kind: 'federated-credential'
      readonly clientId: string
      /** The token of the other identity provider; left out where `assertionFile` or the host gives it. */
      readonly assertion?: string | Secret
      /** The path of the file with that token, read each time anew. */
      readonly assertionFile?: string
    }
  | {
      readonly kind: 'client-secret'
      readonly clientId: string
      /** The "Value" of the client secret, not its "Secret ID". */
      readonly clientSecret: string | Secret
    }
