import { createJwtSigner, type JwtSigner, loadPrivateKey, type SignFunction } from '@opencasb/connector-kit'
import { type Clock, ConfigError, type StoredCredentials } from '@opencasb/core'
import { parseServiceAccountKey } from './service-account-key.ts'
import { type GrantedToken, type TokenEndpoint, tokenAudience } from './token-endpoint.ts'
import { isTokenRefusal } from './token-refusal.ts'

/** Signs in as a service account with domain-wide delegation. */
export interface ServiceAccount {
  /**
   * Asks for a token in the name of a user, with exactly these scopes.
   * @throws TokenRefusal where one of the scopes is not delegated, or the key or the user is not accepted
   */
  fetchToken(scopes: readonly string[], subject: string, signal: AbortSignal): Promise<GrantedToken>
}

/** Google accepts an hour at most; signatures are dated back for clocks that are ahead. */
const lifeSeconds = 3_000
const datedBackSeconds = 60
/** Clocks that are further off than this are corrected, once a signature was refused for its time. */
const toleratedSkewMs = 20_000

/**
 * Prepares the sign-in of a service account.
 * @param sign signs where the key is not among the credentials
 * @see https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 * @throws ConfigError where the key cannot be read
 */
export function createServiceAccount(
  credentials: StoredCredentials,
  endpoint: TokenEndpoint,
  clock: Clock,
  sign?: SignFunction,
): ServiceAccount {
  const { email, signer } = identify(credentials, sign)
  /** How far our clock is behind, as far as we have had to believe it. */
  let correctionMs = 0
  const ask = async (scopes: readonly string[], subject: string, signal: AbortSignal): Promise<GrantedToken> => {
    const now = Math.floor((clock.now() + correctionMs) / 1000)
    const assertion = await signer(
      {
        iss: email,
        sub: subject,
        scope: scopes.join(' '),
        aud: tokenAudience,
        iat: now - datedBackSeconds,
        exp: now - datedBackSeconds + lifeSeconds,
      },
      signal,
    )
    return endpoint.exchange({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }, signal)
  }
  return {
    async fetchToken(scopes, subject, signal) {
      try {
        return await ask(scopes, subject, signal)
      } catch (error) {
        if (!isTokenRefusal(error) || !error.aboutTime) throw error
        // The refusal itself told the right time; or what an earlier one told was wrong.
        const told = Math.abs(endpoint.skewMs()) < toleratedSkewMs ? 0 : endpoint.skewMs()
        if (told === correctionMs) throw error
        correctionMs = told
        return ask(scopes, subject, signal)
      }
    },
  }
}

function identify(
  { fields, secrets }: StoredCredentials,
  sign: SignFunction | undefined,
): { readonly email: string; readonly signer: JwtSigner } {
  const key = secrets['key']
  if (key) {
    const { clientEmail, privateKey, keyId } = parseServiceAccountKey(key.reveal())
    const header = keyId === undefined ? {} : { header: { kid: keyId } }
    const local: JwtSigner = createJwtSigner({
      algorithm: 'RS256',
      key: loadPrivateKey(privateKey, 'credentials.key'),
      ...header,
    })
    return { email: clientEmail, signer: local }
  }
  const email = fields['clientEmail']
  if (email !== undefined && sign) return { email, signer: createJwtSigner({ algorithm: 'RS256', key: sign }) }
  throw new ConfigError('credentials.key: give the key of the service account, the JSON text as downloaded', {
    field: 'credentials.key',
  })
}
