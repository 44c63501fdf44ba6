import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** The key pair of a simulated app. */
export interface AppKey {
  /** PKCS#1, which is the form that GitHub hands out. */
  readonly privateKey: string
  readonly publicKey: KeyObject
}

let shared: AppKey | undefined

/** A key pair for simulated apps. One is enough for a process, as making it takes a tenth of a second. */
export function appKey(): AppKey {
  if (!shared) {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })
    shared = { privateKey, publicKey: createPublicKey(privateKey) }
  }
  return shared
}
