import { createJwtSigner, loadPrivateKey, type SignFunction } from '@opencasb/connector-kit'
import type { StoredCredentials } from '@opencasb/core'

/** Salesforce refuses assertions that are good for longer than a few minutes. */
const lifeSeconds = 180

/**
 * Makes the assertion of the JWT bearer flow.
 * @param now the vendor's time, epoch milliseconds
 * @see https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_jwt_flow.htm
 */
export type AssertionMaker = (audience: string, now: number) => Promise<string>

/**
 * Prepares the signing.
 * @throws ConfigError where the private key cannot be read
 */
export function createAssertionMaker(credentials: StoredCredentials, sign: SignFunction | undefined): AssertionMaker {
  const { clientId = '', username = '' } = credentials.fields
  const key = sign ?? loadPrivateKey(credentials.secrets['privateKey'] ?? '', 'credentials.privateKey')
  const signer = createJwtSigner({ algorithm: 'RS256', key })
  return (audience, now) =>
    signer({ iss: clientId, sub: username, aud: audience, exp: Math.floor(now / 1000) + lifeSeconds })
}
