import type { Classify } from '@opencasb/connector-kit'
import { CredentialError } from '@opencasb/core'
import { readVendorError, type VendorError } from '../http/vendor-error.ts'

/** Texts of the token endpoint, with what to do about them. */
const explanations: readonly (readonly [text: RegExp, explanation: string])[] = [
  [
    /hasn.?t approved this consumer|not admin approved/i,
    'the app is not approved for the integration user: set its permitted users to "Admin approved users are pre-authorized" and assign it a permission set or profile of that user',
  ],
  [
    /audience/i,
    'the audience is not accepted: set config.audience or config.baseUrls.login to https://login.salesforce.com, https://test.salesforce.com for a sandbox, or the URL of the site',
  ],
  [
    /expired authorization code|invalid authorization code|invalid code verifier/i,
    'the code was used or has expired: connect again',
  ],
  [
    /expired access\/refresh token|token.*(?:expired|revoked)|invalid refresh token|token validity expired/i,
    'credentials.refreshToken is expired, revoked or was used up: connect again',
  ],
  [/assertion.*expired|expired/i, 'the assertion is expired: is the clock of this machine right?'],
  [
    /user is locked|inactive user|user.*inactive|user.*frozen/i,
    'the integration user is inactive, frozen or locked: activate it in Setup, Users, or connect again as another one',
  ],
  [
    /app.*blocked|blocked.*app|app is not installed|app.*uninstalled/i,
    'the app is blocked or not installed in the organisation: allow it in Setup, Connected Apps OAuth Usage, then connect again',
  ],
  [/inactive organization/i, 'the organisation is inactive'],
  [
    /not supported on this domain|client credentials.*domain/i,
    'client credentials are accepted at the My Domain of the organisation only: set config.baseUrls.login to https://<My Domain>.my.salesforce.com',
  ],
  [/no client credentials user/i, 'the app has no user to run as: choose one in its policies, Client Credentials Flow'],
  [
    /invalid assertion|invalid signature|jwt/i,
    'the assertion is not accepted: does credentials.privateKey belong to the certificate of the app?',
  ],
  [
    /ip restricted/i,
    'the address of this machine is outside of the login IP ranges of the integration user or the app',
  ],
]

const byCode: Readonly<Record<string, string>> = {
  invalid_client_id: 'credentials.clientId is not known: check the consumer key',
  invalid_client: 'credentials.clientId or credentials.clientSecret is not accepted',
  invalid_app_access: 'the integration user may not use this app: assign it a permission set or profile of that user',
  unsupported_grant_type: 'this way to sign in is switched off for the app or the organisation',
  unauthorized_client: 'this way to sign in is not enabled for the app',
  inactive_user: 'the integration user is inactive: activate it in Setup, Users',
  inactive_org: 'the organisation is inactive',
}

/** Says what a refusal of the token endpoint is about. The vendor's own text is not repeated: it may hold names. */
export function explainRefusal({ code, message }: VendorError): string {
  const found = explanations.find(([text]) => text.test(message))?.[1] ?? byCode[code]
  const name = /^[a-zA-Z_]{1,40}$/.test(code) ? code : 'refused'
  return `Salesforce gives no token (${name})${found ? `: ${found}` : ''}`
}

/** Tells a refusal for good from a failure that may pass. */
export const classifyTokenAnswer: Classify = ({ status, body }) => {
  if (status < 400 || status >= 500) return undefined
  const error = readVendorError(body)
  if (!error) return undefined
  if (/rate exceeded/i.test(error.message)) return { kind: 'throttled', retryAfterMs: 60_000 }
  if (error.code === 'unknown_error' || /retry your request/i.test(error.message))
    return { kind: 'retryable', message: error.code }
  return { kind: 'fatal', error: new CredentialError(explainRefusal(error)) }
}
