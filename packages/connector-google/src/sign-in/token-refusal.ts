import { CredentialError } from '@opencasb/core'

/** The token endpoint refused for good. */
export class TokenRefusal extends CredentialError {
  /** OAuth's word for it: `invalid_grant`, `unauthorized_client`. */
  readonly reason: string
  /** Whether the assertion's times were refused: our clock may be wrong. */
  readonly aboutTime: boolean
  /** Whether the service account or its key was refused, whoever it reads for. */
  readonly aboutKey: boolean

  constructor(reason: string, description: string) {
    super(explain(reason, description))
    this.reason = reason
    this.aboutTime = isAboutTime(description)
    this.aboutKey =
      /signature|account not found|no valid verifier|robot is disabled/i.test(description) || this.aboutTime
  }
}

/** Says whether an error is a {@link TokenRefusal}. */
export function isTokenRefusal(error: unknown): error is TokenRefusal {
  return error instanceof TokenRefusal
}

function isAboutTime(description: string): boolean {
  return /short-lived token|reasonable timeframe|\biat\b|\bexp\b/i.test(description)
}

/** What descriptions tell, with what to do about it. The first one that fits counts. */
const explanations: readonly (readonly [description: RegExp, explanation: string])[] = [
  [
    /signature/i,
    'Google does not accept the signature: the key of the service account was deleted or belongs to another account',
  ],
  [
    /email or user id|not a valid email|impersonation/i,
    'Google knows no such user in whose name to read: check config.adminEmail',
  ],
  [/account not found|no valid verifier/i, 'The service account does not exist any more'],
  [/robot is disabled/i, 'The service account is disabled: enable it in the Google Cloud console, or use another one'],
  [
    /account (?:has been|was) deleted/i,
    'The administrator in whose name to read was deleted: connect again as another administrator',
  ],
  [
    /account (?:is |has been |was )?(?:disabled|suspended|restricted)/i,
    'The administrator in whose name to read is suspended: restore the account, or connect again as another administrator',
  ],
  [
    /rapt|reauth/i,
    'The organisation ends consent after a time: exempt the app under Security, Access and data control, Google Cloud session control, then connect again; or use a service account',
  ],
  [/expired or revoked/i, 'The consent was revoked or has expired: connect again'],
]

/** @see https://developers.google.com/identity/protocols/oauth2/service-account#error-codes */
const byReason: Readonly<Record<string, string>> = {
  unauthorized_client:
    'The service account may not read in the name of users with these scopes: authorise its client id under Security, Access and data control, API controls, Domain-wide delegation',
  invalid_client: 'Google does not accept the OAuth client: check credentials.clientId and credentials.clientSecret',
  deleted_client:
    'The OAuth client was deleted: make another one in the Google Cloud console, and connect again with it',
  disabled_client:
    'The OAuth client is disabled: enable it in the Google Cloud console, or connect again with another one',
  org_internal:
    'The OAuth client is for users of its own organisation only: set the audience to "External", or use a client of that organisation',
  invalid_grant: 'Google does not accept the grant: it was revoked or has expired; sign in again',
  admin_policy_enforced:
    'The account does not let this app have its scopes: trust it under Security, Access and data control, API controls',
  redirect_uri_mismatch: 'The redirect address is not registered with the OAuth client: add it under "Clients"',
}

/**
 * Says what a refusal is about.
 * @see https://developers.google.com/identity/protocols/oauth2/web-server#authorization-errors
 */
function explain(reason: string, description: string): string {
  if (isAboutTime(description)) return 'Google refuses the time in the signature: set the clock of this host right'
  const found = explanations.find(([text]) => text.test(description))
  return found?.[1] ?? byReason[reason] ?? 'Google gives no token for these credentials'
}
