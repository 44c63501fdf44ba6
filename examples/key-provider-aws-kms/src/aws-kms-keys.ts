import { ConfigError, CredentialError, PermissionError } from '@opencasb/core'
import type { KeyProvider } from '@opencasb/vault'
import type { EncryptionContext, KmsCalls } from './kms-calls.ts'

/** What {@link awsKmsKeys} takes. */
export interface AwsKmsKeysOptions {
  readonly kms: KmsCalls
  /** The ARN of a symmetric encryption key; not an alias, whose key may change unnoticed. */
  readonly keyArn: string
}

/** Errors that say something about this one data key. */
const unreadable: ReadonlySet<string> = new Set(['InvalidCiphertextException', 'IncorrectKeyException'])

/** Errors that say that the key, or what we may do with it, is set up wrongly: no waiting helps. */
const misconfigured: ReadonlySet<string> = new Set([
  'NotFoundException',
  'DisabledException',
  'KMSInvalidStateException',
  'InvalidKeyUsageException',
])

/**
 * Wraps data keys with AWS KMS. The key must allow `kms:Encrypt` and `kms:Decrypt`; the encryption context names the
 * credentials, so that a policy can limit who opens which.
 */
export function awsKmsKeys({ kms, keyArn }: AwsKmsKeysOptions): KeyProvider {
  if (!/^arn:[^:]+:kms:[^:]+:\d+:key\/.+$/.test(keyArn)) {
    throw new ConfigError(`keyArn: "${keyArn}" is not the ARN of a KMS key`, { field: 'keyArn' })
  }
  const contextOf = (ref: string): EncryptionContext => ({ 'opencasb:credentials': ref })
  const options = (signal: AbortSignal | undefined) => (signal ? { abortSignal: signal } : {})

  return {
    currentKeyId: () => keyArn,
    async wrap(dataKey, { ref }, signal) {
      const input = { KeyId: keyArn, Plaintext: dataKey, EncryptionContext: contextOf(ref) }
      const { KeyId, CiphertextBlob } = await kms.encrypt(input, options(signal)).catch(explained(keyArn))
      if (!CiphertextBlob) throw new TypeError('AWS KMS answered without a ciphertext')
      return { keyId: KeyId ?? keyArn, wrapped: CiphertextBlob }
    },
    async unwrap(wrapped, { ref, keyId }, signal) {
      const input = { KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: contextOf(ref) }
      const { Plaintext } = await kms.decrypt(input, options(signal)).catch(explained(keyId))
      if (!Plaintext) throw new TypeError('AWS KMS answered without a plaintext')
      return Plaintext
    },
  }
}

/** What is not known to be permanent is passed on as it is: the vault takes it for a service that cannot be reached. */
function explained(keyId: string): (error: unknown) => never {
  return (error) => {
    const name = error instanceof Error ? error.name : ''
    if (unreadable.has(name)) throw new CredentialError(`AWS KMS cannot open the data key with ${keyId} (${name})`)
    if (misconfigured.has(name)) throw new ConfigError(`keyArn: AWS KMS cannot use ${keyId} (${name})`)
    if (name === 'AccessDeniedException') {
      throw new PermissionError(`AWS KMS does not let this process use ${keyId}; its policy must allow it`, {
        missing: ['kms:Encrypt', 'kms:Decrypt'],
      })
    }
    throw error
  }
}
