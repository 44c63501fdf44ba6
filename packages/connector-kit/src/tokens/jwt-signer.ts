import { Buffer } from 'node:buffer'
import { constants, type KeyObject, type SignKeyObjectInput, sign } from 'node:crypto'
import { ConfigError, CredentialError, type JsonObject } from '@opencasb/core'
import type { SignFunction } from './sign-function.ts'

/** Signature algorithms of JWTs that vendors ask for. */
export type JwtAlgorithm = 'RS256' | 'PS256' | 'ES256'

/** What {@link createJwtSigner} takes. */
export interface JwtSignerOptions {
  readonly algorithm: JwtAlgorithm
  /** From {@link loadPrivateKey}; or the host's function that signs with a key of its own. */
  readonly key: KeyObject | SignFunction
  /** Further header fields, such as `kid` or `x5t#S256`. */
  readonly header?: JsonObject
}

/** Signs claims; resolves with the compact JWT. */
export type JwtSigner = (claims: JsonObject, signal?: AbortSignal) => Promise<string>

const keyTypes: Readonly<Record<JwtAlgorithm, string>> = { RS256: 'rsa', PS256: 'rsa', ES256: 'ec' }

/**
 * Makes a signer on node:crypto; signing runs off the main thread.
 * @throws ConfigError where the key is not of the kind that the algorithm needs
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-3.1
 */
export function createJwtSigner(options: JwtSignerOptions): JwtSigner {
  const { algorithm, key, header } = options
  const head = encode({ ...header, alg: algorithm, typ: 'JWT' })
  const signature = typeof key === 'function' ? signedElsewhere(key, options) : signedHere(key, algorithm)
  return async (claims, signal = new AbortController().signal) => {
    const message = `${head}.${encode(claims)}`
    const bytes = await signature(Buffer.from(message), signal)
    return `${message}.${Buffer.from(bytes).toString('base64url')}`
  }
}

type Signature = (message: Buffer, signal: AbortSignal) => Promise<Uint8Array>

function signedElsewhere(sign: SignFunction, { algorithm, header }: JwtSignerOptions): Signature {
  const thumbprint = header?.['x5t#S256']
  return async (message, signal) => {
    try {
      return await sign(message, { algorithm, signal, ...(typeof thumbprint === 'string' && { thumbprint }) })
    } catch (cause) {
      signal.throwIfAborted()
      throw new CredentialError('The host could not sign with the private key', { cause })
    }
  }
}

function signedHere(key: KeyObject, algorithm: JwtAlgorithm): Signature {
  const needed = keyTypes[algorithm]
  if (key.asymmetricKeyType !== needed || (needed === 'ec' && key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')) {
    const kind = needed === 'ec' ? 'an EC key on curve P-256' : 'an RSA key'
    throw new ConfigError(`${algorithm} needs ${kind}, but the private key is of type ${key.asymmetricKeyType}`)
  }
  const how = signingInput(algorithm, key)
  return (message) =>
    new Promise((resolve, reject) => {
      sign('sha256', message, how, (error, signature) => {
        if (error) reject(new ConfigError('The private key cannot sign'))
        else resolve(signature)
      })
    })
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
