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
    this.aboutKey = /signature|account not found|no valid verifier/i.test(description) || this.aboutTime
  }
}

/** Says whether an error is a {@link TokenRefusal}. */
export function isTokenRefusal(error: unknown): error is TokenRefusal {
  return error instanceof TokenRefusal
}

function isAboutTime(description: string): boolean {
  return /short-lived token|reasonable timeframe|\biat\b|\bexp\b/i.test(description)
}

/** @see https://developers.google.com/identity/protocols/oauth2/service-account#error-codes */
function explain(reason: string, description: string): string {
  if (isAboutTime(description)) return 'Google refuses the time in the signature: set the clock of this host right'
  if (/signature/i.test(description))
    return 'Google does not accept the signature: the key of the service account was deleted or belongs to another account'
  if (/email or user id|not a valid email/i.test(description))
    return 'Google knows no such user in whose name to read: check config.adminEmail'
  if (/account not found|no valid verifier/i.test(description)) return 'The service account does not exist any more'
  switch (reason) {
    case 'unauthorized_client':
      return 'The service account may not read in the name of users with these scopes: authorise its client id under Security, Access and data control, API controls, Domain-wide delegation'
    case 'invalid_client':
    case 'deleted_client':
    case 'disabled_client':
      return 'Google does not accept the OAuth client: check credentials.clientId and credentials.clientSecret'
    case 'invalid_grant':
      return 'Google does not accept the grant: it was revoked or has expired; sign in again'
    case 'admin_policy_enforced':
      return 'The account does not let this app have its scopes: trust it under Security, Access and data control, API controls'
    default:
      return 'Google gives no token for these credentials'
  }
}
