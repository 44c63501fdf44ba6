import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AnswerError } from './key-service.ts'

/** One version of a symmetric key inside of a fake service. */
export interface SealingVersion {
  readonly name: string
  seal(plain: Buffer, additional: string): Buffer
  open(sealed: Buffer, additional: string): Buffer
}

/** Makes a version with a random key. */
export function sealingVersion(name: string): SealingVersion {
  const key = randomBytes(32)
  return {
    name,
    seal(plain, additional) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(additional))
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, additional) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(additional))
        decipher.setAuthTag(sealed.subarray(-16))
        return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
      } catch {
        throw new AnswerError(400)
      }
    },
  }
}
