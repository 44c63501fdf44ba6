import { ConfigError, isSecret, type Secret } from '@opencasb/core'
import type { KeyProvider } from './key-provider.ts'
import { keyRing, type RingKey, readRingKey } from './key-ring.ts'

/** What {@link environmentKey} takes. */
export interface EnvironmentKeyOptions {
  /**
   * What the variable holds: 32 random bytes as base64. For a rotation several, separated by commas: the first wraps, the
   * others open what they wrapped before.
   */
  readonly value: string | Secret | undefined
  /** Its name, for messages. @default 'OPENCASB_KEY' */
  readonly variable?: string
}

/**
 * Wraps data keys with a key that the host takes from its environment or from its secret manager.
 * @example environmentKey({ value: process.env.OPENCASB_KEY })
 * @throws ConfigError naming the variable where it is empty or not a key
 */
export function environmentKey({ value, variable = 'OPENCASB_KEY' }: EnvironmentKeyOptions): KeyProvider {
  const text = isSecret(value) ? value.reveal() : (value ?? '')
  const [first, ...older] = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (first === undefined) {
    throw new ConfigError(`${variable}: it is empty; it holds a key of 32 random bytes as base64`, { field: variable })
  }
  const newest = readRingKey(first, variable)
  const keys: readonly [RingKey, ...RingKey[]] = [newest, ...older.map((part) => readRingKey(part, variable))]
  return keyRing(async () => keys, variable)
}
