import { Buffer } from 'node:buffer'
import { constants, type KeyObject, type SignKeyObjectInput, sign } from 'node:crypto'
import { ConfigError, type JsonObject } from '@opencasb/core'

/** Signature algorithms of JWTs that vendors ask for. */
export type JwtAlgorithm = 'RS256' | 'PS256' | 'ES256'

/** What {@link createJwtSigner} takes. */
export interface JwtSignerOptions {
  readonly algorithm: JwtAlgorithm
  /** From {@link loadPrivateKey}. */
  readonly key: KeyObject
  /** Further header fields, such as `kid` or `x5t#S256`. */
  readonly header?: JsonObject
}

/** Signs claims; resolves with the compact JWT. */
export type JwtSigner = (claims: JsonObject) => Promise<string>

const keyTypes: Readonly<Record<JwtAlgorithm, string>> = { RS256: 'rsa', PS256: 'rsa', ES256: 'ec' }

/**
 * Makes a signer on node:crypto; signing runs off the main thread.
 * @throws ConfigError where the key is not of the kind that the algorithm needs
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-3.1
 */
export function createJwtSigner(options: JwtSignerOptions): JwtSigner {
  const { algorithm, key, header } = options
  const needed = keyTypes[algorithm]
  if (key.asymmetricKeyType !== needed || (needed === 'ec' && key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')) {
    const kind = needed === 'ec' ? 'an EC key on curve P-256' : 'an RSA key'
    throw new ConfigError(`${algorithm} needs ${kind}, but the private key is of type ${key.asymmetricKeyType}`)
  }
  const head = encode({ ...header, alg: algorithm, typ: 'JWT' })
  const how = signingInput(algorithm, key)
  return (claims) => {
    const message = `${head}.${encode(claims)}`
    return new Promise((resolve, reject) => {
      sign('sha256', Buffer.from(message), how, (error, signature) => {
        if (error) reject(new ConfigError('The private key cannot sign'))
        else resolve(`${message}.${signature.toString('base64url')}`)
      })
    })
  }
}

function signingInput(algorithm: JwtAlgorithm, key: KeyObject): SignKeyObjectInput {
  switch (algorithm) {
    case 'RS256':
      return { key, padding: constants.RSA_PKCS1_PADDING }
    case 'PS256':
      return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    case 'ES256':
      return { key, dsaEncoding: 'ieee-p1363' }
  }
}

function encode(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
