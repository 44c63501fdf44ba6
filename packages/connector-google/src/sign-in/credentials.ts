import type { Secret } from '@opencasb/core'

/** The credentials as a host gives them: `kind` is the way to sign in. */
export type GoogleCredentials =
  | {
      readonly kind: 'service-account'
      /** The text of the JSON key file. */
      readonly key: string | Secret
    }
  | {
      readonly kind: 'service-account'
      /** In place of the key, where the host signs: the address of the service account. */
      readonly clientEmail: string
    }
  | {
      readonly kind: 'admin-oauth'
      /** That of the OAuth client; it ends with `.apps.googleusercontent.com`. */
      readonly clientId: string
      readonly clientSecret: string | Secret
      /** What Google gave when the administrator consented. */
      readonly refreshToken: string | Secret
    }
