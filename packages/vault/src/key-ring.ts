import { createHash, createSecretKey, type KeyObject } from 'node:crypto'
import { ConfigError, CredentialError } from '@opencasb/core'
import type { KeyProvider } from './key-provider.ts'
import { keyBytes, openBytes, sealBytes } from './seal-bytes.ts'

/** A key of the host, with the name under which records refer to it. */
export interface RingKey {
  readonly id: string
  readonly key: KeyObject
}

const purpose = 'data-key'

/** Reads a key written as base64. @throws ConfigError naming the field where it is not one */
export function readRingKey(text: string, field: string): RingKey {
  const bytes = Buffer.from(text, 'base64')
  const plain = (value: string) => value.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  const exact = plain(bytes.toString('base64')) === plain(text)
  if (!exact || bytes.byteLength !== keyBytes) {
    bytes.fill(0)
    throw new ConfigError(
      `${field}: a key is ${keyBytes} random bytes as base64; this one is not. Make one with: openssl rand -base64 ${keyBytes}`,
      { field },
    )
  }
  const digest = createHash('sha256').update('opencasb.key-id/v1').update(bytes).digest('hex')
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return { id: `local:${digest.slice(0, 16)}`, key }
}

/** Wraps data keys with the first of several keys, and opens with all of them. */
export function keyRing(keys: () => Promise<readonly [RingKey, ...RingKey[]]>, where: string): KeyProvider {
  return {
    async currentKeyId() {
      const [newest] = await keys()
      return newest.id
    },
    async wrap(dataKey, { ref }) {
      const [newest] = await keys()
      return { keyId: newest.id, wrapped: sealBytes(newest.key, dataKey, purpose, [ref]) }
    },
    async unwrap(wrapped, { keyId, ref }) {
      const found = (await keys()).find(({ id }) => id === keyId)
      if (!found) {
        throw new ConfigError(`${where}: the key "${keyId}" that wraps the data key is not in it; put it back`, {
          field: where,
        })
      }
      const dataKey = openBytes(found.key, wrapped, purpose, [ref])
      if (dataKey) return dataKey
      throw new CredentialError(`the wrapped data key was changed or damaged: the key "${keyId}" does not open it`)
    },
  }
}
