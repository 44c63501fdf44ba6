import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const format = 1
const nonceBytes = 12
const tagBytes = 16

/** Keys of AES-256, in bytes. */
export const keyBytes = 32

/**
 * Seals bytes with AES-256-GCM: format, random 96-bit nonce, ciphertext, 128-bit tag. `purpose` and `bound` are
 * authenticated with them, and must be the same for {@link openBytes}.
 */
export function sealBytes(
  key: KeyObject | Uint8Array,
  plain: Uint8Array,
  purpose: string,
  bound: readonly string[],
): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(additionalData(purpose, bound))
  const body = cipher.update(plain)
  cipher.final()
  return Buffer.concat([Buffer.of(format), nonce, body, cipher.getAuthTag()])
}

/** Opens what {@link sealBytes} made; `undefined` where a single bit differs: bytes, key, purpose or what it is bound to. */
export function openBytes(
  key: KeyObject | Uint8Array,
  sealed: Uint8Array,
  purpose: string,
  bound: readonly string[],
): Buffer | undefined {
  if (sealed.byteLength < 1 + nonceBytes + tagBytes || sealed[0] !== format) return undefined
  const nonce = sealed.subarray(1, 1 + nonceBytes)
  const tag = sealed.subarray(sealed.byteLength - tagBytes)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(additionalData(purpose, bound))
  decipher.setAuthTag(tag)
  const plain = decipher.update(sealed.subarray(1 + nonceBytes, sealed.byteLength - tagBytes))
  try {
    decipher.final()
    return plain
  } catch {
    plain.fill(0)
    return undefined
  }
}

/** JSON, because no two lists of strings have the same one, whatever characters are in them. */
function additionalData(purpose: string, bound: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(['opencasb.vault', format, purpose, ...bound]))
}
