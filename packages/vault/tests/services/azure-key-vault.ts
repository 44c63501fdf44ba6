import { constants, generateKeyPairSync, type KeyObject, privateDecrypt, publicEncrypt, randomUUID } from 'node:crypto'
import { CredentialError } from '@opencasb/core'
import type { KeyProvider } from '../../src/index.ts'
import { AnswerError, type Call, type KeyService, textOf } from './key-service.ts'

const key = 'https://acme.vault.azure.net/keys/opencasb'
const alg = 'RSA-OAEP-256'
const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }

/** @see https://learn.microsoft.com/en-us/rest/api/keyvault/keys/wrap-key/wrap-key */
function azureKeys(call: Call): KeyProvider {
  const currentKeyId = async (): Promise<string> => {
    const answer = await call('GET', key)
    return textOf(answer['key'] as Readonly<Record<string, unknown>>, 'kid')
  }
  return {
    currentKeyId,
    async wrap(dataKey) {
      const body = { alg, value: Buffer.from(dataKey).toString('base64url') }
      const answer = await call('POST', `${await currentKeyId()}/wrapkey`, body)
      return { keyId: textOf(answer, 'kid'), wrapped: Buffer.from(textOf(answer, 'value'), 'base64url') }
    },
    async unwrap(wrapped, { keyId }) {
      const body = { alg, value: Buffer.from(wrapped).toString('base64url') }
      const answer = await call('POST', `${keyId}/unwrapkey`, body).catch((error: unknown) => {
        const isPermanent = error instanceof AnswerError && (error.status === 400 || error.status === 404)
        if (isPermanent) throw new CredentialError(`${keyId} does not open it`)
        throw error
      })
      return Buffer.from(textOf(answer, 'value'), 'base64url')
    },
  }
}

interface Pair {
  readonly kid: string
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

function newPair(): Pair {
  const kid = `${key}/${randomUUID().replaceAll('-', '')}`
  return { kid, ...generateKeyPairSync('rsa', { modulusLength: 2_048 }) }
}

/** Azure Key Vault: an RSA key, so nothing is authenticated besides; the version is part of the key's address. */
export function azureKeyVault(): KeyService {
  const pairs = [newPair()]
  const call: Call = async (_method, path, body = {}) => {
    if (path === key) return { key: { kid: pairs.at(-1)?.kid, kty: 'RSA' } }
    const pair = pairs.find(({ kid }) => path.startsWith(`${kid}/`))
    if (!pair) throw new AnswerError(404)
    const value = Buffer.from(body['value'] ?? '', 'base64url')
    try {
      const result = path.endsWith('/wrapkey')
        ? publicEncrypt({ key: pair.publicKey, ...padding }, value)
        : privateDecrypt({ key: pair.privateKey, ...padding }, value)
      return { kid: pair.kid, value: result.toString('base64url') }
    } catch {
      throw new AnswerError(400)
    }
  }
  return {
    keys: azureKeys(call),
    rotate: () => void pairs.push(newPair()),
    destroyOldest: () => void pairs.shift(),
  }
}
