import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { EncryptionContext, KmsCalls } from './kms-calls.ts'

/** A fake of AWS KMS with the behaviour that its documentation describes. */
export interface FakeKms extends KmsCalls {
  /** Makes a key and gives its ARN. */
  createKey(): string
  /** From now on, calls fail with this error; `undefined` ends it. */
  failWith(name: string | undefined): void
  /** The calls so far, without what was secret in them. */
  readonly calls: readonly { readonly call: 'encrypt' | 'decrypt'; readonly context: EncryptionContext }[]
}

function failure(name: string): Error {
  return Object.assign(new Error(`${name} of the fake`), { name })
}

/** Makes a fake of AWS KMS. A ciphertext holds the name of its key, as that of AWS does. */
export function createFakeKms(): FakeKms {
  const keys = new Map<string, Buffer>()
  const calls: { readonly call: 'encrypt' | 'decrypt'; readonly context: EncryptionContext }[] = []
  let failing: string | undefined

  const keyOf = (arn: string): Buffer => {
    const key = keys.get(arn)
    if (!key) throw failure('NotFoundException')
    return key
  }
  const called = (call: 'encrypt' | 'decrypt', context: EncryptionContext, signal?: AbortSignal): void => {
    signal?.throwIfAborted()
    calls.push({ call, context })
    if (failing) throw failure(failing)
  }
  const authenticated = (context: EncryptionContext): Buffer =>
    Buffer.from(JSON.stringify(Object.entries(context).sort()))

  return {
    calls,
    createKey() {
      const arn = `arn:aws:kms:eu-central-1:111122223333:key/${randomBytes(8).toString('hex')}`
      keys.set(arn, randomBytes(32))
      return arn
    },
    failWith(name) {
      failing = name
    },
    async encrypt({ KeyId, Plaintext, EncryptionContext: context }, options) {
      called('encrypt', context, options?.abortSignal)
      if (Plaintext.byteLength > 4_096) throw failure('ValidationException')
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyOf(KeyId), nonce).setAAD(authenticated(context))
      const body = Buffer.concat([cipher.update(Plaintext), cipher.final()])
      const name = Buffer.from(KeyId)
      return { KeyId, CiphertextBlob: Buffer.concat([Buffer.of(name.length), name, nonce, body, cipher.getAuthTag()]) }
    },
    async decrypt({ KeyId, CiphertextBlob, EncryptionContext: context }, options) {
      called('decrypt', context, options?.abortSignal)
      const blob = Buffer.from(CiphertextBlob)
      const rest = blob.subarray(1 + (blob[0] ?? 0))
      if (rest.length < 28) throw failure('InvalidCiphertextException')
      const key = keyOf(KeyId)
      if (blob.subarray(1, 1 + (blob[0] ?? 0)).toString() !== KeyId) throw failure('IncorrectKeyException')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, rest.subarray(0, 12)).setAAD(authenticated(context))
        decipher.setAuthTag(rest.subarray(-16))
        return { KeyId, Plaintext: Buffer.concat([decipher.update(rest.subarray(12, -16)), decipher.final()]) }
      } catch {
        throw failure('InvalidCiphertextException')
      }
    },
  }
}
