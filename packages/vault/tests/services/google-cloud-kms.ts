import { CredentialError } from '@opencasb/core'
import type { KeyProvider } from '../../src/index.ts'
import { AnswerError, type Call, type KeyService, textOf } from './key-service.ts'
import { sealingVersion } from './sealing-version.ts'

const key = 'projects/acme/locations/europe-west3/keyRings/opencasb/cryptoKeys/credentials'

/** @see https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys */
function googleCloudKeys(call: Call): KeyProvider {
  const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64')
  return {
    async currentKeyId() {
      const { primary } = await call('GET', `v1/${key}`)
      return textOf(primary as Readonly<Record<string, unknown>>, 'name')
    },
    async wrap(dataKey, { ref }) {
      const body = { plaintext: base64(dataKey), additionalAuthenticatedData: base64(ref) }
      const answer = await call('POST', `v1/${key}:encrypt`, body)
      return { keyId: textOf(answer, 'name'), wrapped: Buffer.from(textOf(answer, 'ciphertext'), 'base64') }
    },
    async unwrap(wrapped, { ref, keyId }) {
      // The service finds the version by itself: the key is named, not the version.
      const [cryptoKey] = keyId.split('/cryptoKeyVersions/')
      const body = { ciphertext: base64(wrapped), additionalAuthenticatedData: base64(ref) }
      const answer = await call('POST', `v1/${cryptoKey}:decrypt`, body).catch((error: unknown) => {
        if (error instanceof AnswerError && error.status === 400) throw new CredentialError(`${keyId} does not open it`)
        throw error
      })
      return Buffer.from(textOf(answer, 'plaintext'), 'base64')
    },
  }
}

/** Google Cloud KMS: a ciphertext knows its version, the answer to `encrypt` names it. */
export function googleCloudKms(): KeyService {
  const versions = [sealingVersion(`${key}/cryptoKeyVersions/1`)]
  const call: Call = async (_method, path, body = {}) => {
    const additional = body['additionalAuthenticatedData'] ?? ''
    const primary = versions.at(-1)
    if (!primary) throw new AnswerError(404)
    if (path === `v1/${key}`) return { name: key, primary: { name: primary.name, state: 'ENABLED' } }
    if (path === `v1/${key}:encrypt`) {
      const sealed = primary.seal(Buffer.from(body['plaintext'] ?? '', 'base64'), additional)
      const number = Buffer.of(Number(primary.name.split('/').at(-1)))
      return { name: primary.name, ciphertext: Buffer.concat([number, sealed]).toString('base64') }
    }
    const ciphertext = Buffer.from(body['ciphertext'] ?? '', 'base64')
    const version = versions.find(({ name }) => name.endsWith(`/${ciphertext[0]}`))
    if (!version || path !== `v1/${key}:decrypt`) throw new AnswerError(400)
    return { plaintext: version.open(ciphertext.subarray(1), additional).toString('base64') }
  }
  let made = 1
  return {
    keys: googleCloudKeys(call),
    rotate() {
      made += 1
      versions.push(sealingVersion(`${key}/cryptoKeyVersions/${made}`))
    },
    destroyOldest: () => void versions.shift(),
  }
}
