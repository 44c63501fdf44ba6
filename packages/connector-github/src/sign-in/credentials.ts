import type { Secret } from '@opencasb/core'

/** The credentials as a host gives them: `kind` is the way to sign in. */
export type GithubCredentials =
  | {
      readonly kind: 'github-app'
      readonly appId: string
      readonly installationId: string
      /** PEM text, PKCS#1 or PKCS#8. */
      readonly privateKey: string | Secret
      /** The end of the public page of the app. Where it is given, removing the integration uninstalls the app. */
      readonly appSlug?: string
    }
  | {
      readonly kind: 'pat-fine-grained'
      /** It begins with `github_pat_`. */
      readonly token: string | Secret
    }
  | {
      readonly kind: 'pat-classic'
      /** It begins with `ghp_`. */
      readonly token: string | Secret
    }
