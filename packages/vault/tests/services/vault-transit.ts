import { CredentialError } from '@opencasb/core'
import type { KeyProvider } from '../../src/index.ts'
import { AnswerError, type Call, type KeyService, textOf } from './key-service.ts'
import { sealingVersion } from './sealing-version.ts'

const key = 'opencasb'

/** @see https://developer.hashicorp.com/vault/api-docs/secret/transit */
function transitKeys(call: Call): KeyProvider {
  const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64')
  const dataOf = async (...given: Parameters<Call>): Promise<Readonly<Record<string, unknown>>> =>
    (await call(...given))['data'] as Readonly<Record<string, unknown>>
  return {
    async currentKeyId() {
      const { latest_version: version } = await dataOf('GET', `v1/transit/keys/${key}`)
      return `transit/${key}:v${String(version)}`
    },
    async wrap(dataKey, { ref }) {
      const body = { plaintext: base64(dataKey), associated_data: base64(ref) }
      const ciphertext = textOf(await dataOf('POST', `v1/transit/encrypt/${key}`, body), 'ciphertext')
      const [, version] = ciphertext.split(':')
      return { keyId: `transit/${key}:${version}`, wrapped: Buffer.from(ciphertext) }
    },
    async unwrap(wrapped, { ref, keyId }) {
      const body = { ciphertext: Buffer.from(wrapped).toString(), associated_data: base64(ref) }
      const answer = await dataOf('POST', `v1/transit/decrypt/${key}`, body).catch((error: unknown) => {
        if (error instanceof AnswerError && error.status === 400) throw new CredentialError(`${keyId} does not open it`)
        throw error
      })
      return Buffer.from(textOf(answer, 'plaintext'), 'base64')
    },
  }
}

/** Vault Transit: a ciphertext is a text that begins with its version. */
export function vaultTransit(): KeyService {
  const versions = [sealingVersion('v1')]
  const call: Call = async (_method, path, body = {}) => {
    const latest = versions.at(-1)
    const additional = body['associated_data'] ?? ''
    if (!latest) throw new AnswerError(404)
    if (path === `v1/transit/keys/${key}`) return { data: { latest_version: Number(latest.name.slice(1)) } }
    if (path === `v1/transit/encrypt/${key}`) {
      const sealed = latest.seal(Buffer.from(body['plaintext'] ?? '', 'base64'), additional)
      return { data: { ciphertext: `vault:${latest.name}:${sealed.toString('base64')}` } }
    }
    const [, name, sealed = ''] = (body['ciphertext'] ?? '').split(':')
    const version = versions.find((one) => one.name === name)
    if (!version || path !== `v1/transit/decrypt/${key}`) throw new AnswerError(400)
    return { data: { plaintext: version.open(Buffer.from(sealed, 'base64'), additional).toString('base64') } }
  }
  let made = 1
  return {
    keys: transitKeys(call),
    rotate() {
      made += 1
      versions.push(sealingVersion(`v${made}`))
    },
    destroyOldest: () => void versions.shift(),
  }
}
