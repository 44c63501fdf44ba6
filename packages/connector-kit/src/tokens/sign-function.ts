import type { JwtAlgorithm } from './jwt-signer.ts'

/** What is to be signed with. */
export interface SignRequest {
  /**
   * `RS256`: RSASSA-PKCS1-v1_5 with SHA-256. `PS256`: RSA-PSS with SHA-256 and a salt of 32 bytes. `ES256`: ECDSA on P-256 with
   * SHA-256, as the two numbers one after the other.
   */
  readonly algorithm: JwtAlgorithm
  /** Which key is meant, where the vendor names it: the thumbprint of a certificate in base64url. */
  readonly thumbprint?: string
  readonly signal: AbortSignal
}

/** Signs bytes and resolves with the signature: for private keys that do not leave their key management service. */
export type SignFunction = (message: Uint8Array, request: SignRequest) => Promise<Uint8Array>
