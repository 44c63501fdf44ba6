import { createSign, generateKeyPairSync } from 'node:crypto'
import { ConfigError, CredentialError, secret } from '@opencasb/core'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { createJwtSigner, type JwtAlgorithm } from './jwt-signer.ts'
import { loadPrivateKey } from './load-private-key.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = (type: 'pkcs1' | 'pkcs8'): string => rsa.privateKey.export({ type, format: 'pem' }).toString()

describe('createJwtSigner', () => {
  it.each<[JwtAlgorithm, typeof rsa]>([
    ['RS256', rsa],
    ['PS256', rsa],
    ['ES256', ec],
  ])('%s signatures are accepted by another implementation', async (algorithm, { privateKey, publicKey }) => {
    const sign = createJwtSigner({ algorithm, key: privateKey, header: { kid: 'key-1' } })
    const jwt = await sign({ iss: 'app', aud: 'https://api.example.com', exp: Math.floor(Date.now() / 1000) + 60 })
    const { payload } = await jwtVerify(jwt, publicKey, { algorithms: [algorithm], issuer: 'app' })
    expect(payload.aud).toBe('https://api.example.com')
    expect(decodeProtectedHeader(jwt)).toEqual({ alg: algorithm, typ: 'JWT', kid: 'key-1' })
  })

  it('leaves signing to the host where the key is not here', async () => {
    const thumbprints: (string | undefined)[] = []
    const sign = createJwtSigner({
      algorithm: 'RS256',
      header: { 'x5t#S256': 'print' },
      key: async (message, { algorithm, thumbprint }) => {
        thumbprints.push(thumbprint)
        return createSign(algorithm === 'RS256' ? 'sha256' : '')
          .update(message)
          .sign(rsa.privateKey)
      },
    })
    const { payload } = await jwtVerify(await sign({ iss: 'app' }), rsa.publicKey, { algorithms: ['RS256'] })
    expect([payload.iss, thumbprints]).toEqual(['app', ['print']])
  })

  it('takes a host that cannot sign for credentials that do not work', async () => {
    const key = async (): Promise<never> => {
      throw new Error('the vault is sealed')
    }
    const error: unknown = await createJwtSigner({ algorithm: 'RS256', key })({}).catch((reason: unknown) => reason)
    expect(CredentialError.is(error) && error.message).toBe('The host could not sign with the private key')
  })

  it('says which key an algorithm needs', () => {
    expect(() => createJwtSigner({ algorithm: 'RS256', key: ec.privateKey })).toThrow('RS256 needs an RSA key')
    expect(() => createJwtSigner({ algorithm: 'ES256', key: rsa.privateKey })).toThrow('curve P-256')
  })
})

describe('loadPrivateKey', () => {
  it.each([
    ['PKCS#1', pem('pkcs1')],
    ['PKCS#8', pem('pkcs8')],
    ['line ends written out', pem('pkcs8').replaceAll('\n', '\\n')],
    ['Windows line ends and space around', `  ${pem('pkcs1').replaceAll('\n', '\r\n')} `],
  ])('reads %s', (_title, text) => {
    expect(loadPrivateKey(secret(text), 'credentials.privateKey').asymmetricKeyType).toBe('rsa')
  })

  const encrypted = rsa.privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
    .toString()
  it.each([
    ['', 'is empty'],
    ['hello', 'is not a PEM private key'],
    [rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'is a public key'],
    ['-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----', 'is a certificate'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----', 'PKCS#1 or PKCS#8 is needed'],
    [encrypted, 'is encrypted'],
    [pem('pkcs8').slice(0, 800), 'is cut'],
    [pem('pkcs8').replace(/[A-Za-z0-9+/]{64}\n/, ''), 'it may be cut'],
  ])('names the field and what is wrong with the text', (text, expected) => {
    let error: unknown
    try {
      loadPrivateKey(text, 'credentials.privateKey')
    } catch (reason) {
      error = reason
    }
    expect(ConfigError.is(error) && error.field).toBe('credentials.privateKey')
    expect((error as Error).message).toContain(expected)
    expect((error as Error).cause).toBeUndefined()
  })
})
