import { CredentialError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { TokenRefusal } from './token-refusal.ts'

describe('a refusal of the token endpoint', () => {
  it.each([
    ['invalid_grant', 'Token has been expired or revoked.', /consent was revoked or has expired: connect again/],
    ['invalid_grant', 'Account has been deleted', /was deleted: connect again as another administrator/],
    ['invalid_grant', 'The account has been deleted', /was deleted: connect again as another administrator/],
    ['invalid_grant', 'Account disabled', /is suspended: restore the account/],
    ['invalid_grant', 'reauth related error (invalid_rapt)', /Google Cloud session control/],
    ['invalid_grant', 'Bad Request', /revoked or has expired/],
    ['invalid_grant', 'Invalid email or User ID', /config\.adminEmail/],
    ['invalid_request', 'Invalid impersonation "sub" field', /config\.adminEmail/],
    ['invalid_grant', 'Robot is disabled.', /service account is disabled: enable it/],
    ['invalid_grant', 'Invalid grant: account not found', /does not exist any more/],
    ['invalid_grant', 'Invalid JWT Signature.', /key of the service account was deleted/],
    ['invalid_grant', 'Invalid JWT: Token must be a short-lived token', /set the clock/],
    ['deleted_client', 'The OAuth client was deleted.', /OAuth client was deleted: make another one/],
    ['disabled_client', 'The OAuth client was disabled.', /OAuth client is disabled: enable it/],
    ['invalid_client', 'Unauthorized', /credentials\.clientSecret/],
    ['org_internal', '', /set the audience to "External"/],
    ['unauthorized_client', 'Client is unauthorized to retrieve access tokens', /Domain-wide delegation/],
    ['admin_policy_enforced', '', /trust it under Security/],
    ['something_new', '', /gives no token for these credentials/],
  ])('%s "%s" says what happened and what to do', (reason, description, remedy) => {
    const refusal = new TokenRefusal(reason, description)
    expect(refusal.message).toMatch(remedy)
    expect(refusal).toSatisfy(CredentialError.is)
    expect(refusal.reason).toBe(reason)
  })
})
