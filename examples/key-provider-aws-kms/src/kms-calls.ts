/** An encryption context: authenticated with the ciphertext, and written to CloudTrail. Never put a secret there. */
export type EncryptionContext = Record<string, string>

/** Options of one call. */
export interface KmsCallOptions {
  readonly abortSignal?: AbortSignal
}

/**
 * The two calls that are used, in the words of AWS. The class `KMS` of `@aws-sdk/client-kms` fits as it is: give
 * `new KMS({ region })`.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html
 */
export interface KmsCalls {
  encrypt(
    input: { KeyId: string; Plaintext: Uint8Array; EncryptionContext: EncryptionContext },
    options?: KmsCallOptions,
  ): Promise<{ KeyId?: string | undefined; CiphertextBlob?: Uint8Array | undefined }>
  decrypt(
    input: { KeyId: string; CiphertextBlob: Uint8Array; EncryptionContext: EncryptionContext },
    options?: KmsCallOptions,
  ): Promise<{ Plaintext?: Uint8Array | undefined }>
}
