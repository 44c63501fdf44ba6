import { createHash, type KeyObject, randomUUID, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createJwtSigner, loadPrivateKey } from '@opencasb/connector-kit'
import { ConfigError, type StoredCredentials } from '@opencasb/core'
import type { M365Options } from '../options.ts'

/** Short: the token endpoint reads it at once. */
const lifeSeconds = 540
/** Assertions are dated back for clocks that are ahead of Microsoft's. */
const datedBackSeconds = 60

/** What an assertion is made of. */
export interface AssertionRequest {
  /** The token endpoint of the cloud itself, whatever address requests are sent to. */
  readonly audience: string
  /** Microsoft's time, epoch milliseconds. */
  readonly now: number
  readonly signal: AbortSignal
}

/** Makes what the app proves itself with at the token endpoint. */
export type ClientAssertion = (request: AssertionRequest) => Promise<string>

/**
 * Prepares signing with a certificate.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/certificate-credentials
 * @throws ConfigError where certificate or key cannot be read, or do not belong together
 */
export function createCertificateAssertion(credentials: StoredCredentials, { sign }: M365Options): ClientAssertion {
  const { clientId = '', certificate: pem = '' } = credentials.fields
  const certificate = readCertificate(pem)
  const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url')
  const key = sign ?? ownKey(credentials, certificate)
  const signWith = createJwtSigner({ algorithm: 'PS256', key, header: { 'x5t#S256': thumbprint } })
  return ({ audience, now, signal }) => {
    const at = Math.floor(now / 1000)
    const claims = {
      aud: audience,
      iss: clientId,
      sub: clientId,
      jti: randomUUID(),
      nbf: at - datedBackSeconds,
      iat: at - datedBackSeconds,
      exp: at + lifeSeconds,
    }
    return signWith(claims, signal)
  }
}

/**
 * Prepares handing on the token of another identity provider, read anew each time: such tokens are short-lived.
 * @see https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation
 */
export function createFederatedAssertion(credentials: StoredCredentials, { assertion }: M365Options): ClientAssertion {
  return async ({ signal }) => {
    if (assertion) return assertion(signal)
    const given = credentials.secrets['assertion']
    if (given) return given.reveal()
    const path = credentials.fields['assertionFile'] ?? ''
    try {
      return (await readFile(path, { encoding: 'utf8', signal })).trim()
    } catch (cause) {
      signal.throwIfAborted()
      const field = 'credentials.assertionFile'
      throw new ConfigError(`${field}: the file cannot be read`, { field, cause })
    }
  }
}

/** When the certificate of credentials ends; `undefined` where they have none. */
export function certificateEnd({ kind, fields }: StoredCredentials): Date | undefined {
  if (kind !== 'certificate') return undefined
  const end = readCertificate(fields['certificate'] ?? '').validToDate
  return Number.isNaN(end.getTime()) ? undefined : end
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem.replaceAll('\\n', '\n'))
  } catch (cause) {
    const field = 'credentials.certificate'
    throw new ConfigError(`${field} cannot be read as a certificate: it may be cut`, { field, cause })
  }
}

/** The key of the certificate. */
function ownKey({ secrets }: StoredCredentials, certificate: X509Certificate): KeyObject {
  const field = 'credentials.privateKey'
  const key = loadPrivateKey(secrets['privateKey'] ?? '', field)
  if (certificate.checkPrivateKey(key)) return key
  throw new ConfigError(
    `${field} does not belong to credentials.certificate: give the key that the certificate was made for`,
    { field },
  )
}
