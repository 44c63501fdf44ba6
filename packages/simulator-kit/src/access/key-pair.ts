import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** An RSA key pair of 2048 bits. */
export interface KeyPair {
  /** PEM, `BEGIN PRIVATE KEY`. */
  readonly pkcs8: string
  /** PEM, `BEGIN RSA PRIVATE KEY`. */
  readonly pkcs1: string
  readonly publicKey: KeyObject
  /** Lines of both forms that must never show up in any output. */
  readonly secrets: readonly string[]
}

let shared: KeyPair | undefined

/** The key pair of simulated apps. One is enough for a process, as making it takes a tenth of a second. */
export function simulatorKeyPair(): KeyPair {
  shared ??= createKeyPair()
  return shared
}

function createKeyPair(): KeyPair {
  const { privateKey: pkcs8 } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const pkcs1 = String(createPrivateKey(pkcs8).export({ type: 'pkcs1', format: 'pem' }))
  const secrets = [pkcs1, pkcs8].flatMap((pem) => pem.split('\n').slice(2, 4))
  return { pkcs8, pkcs1, publicKey: createPublicKey(pkcs8), secrets }
}
