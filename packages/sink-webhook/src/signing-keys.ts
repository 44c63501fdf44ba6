import { createHmac } from 'node:crypto'
import { ConfigError, isSecret, type Secret } from '@opencasb/core'

const prefix = 'whsec_'
const fewestBytes = 24
const mostBytes = 64

/** Secrets as hosts give them: `whsec_` and base64. */
export type GivenSecrets = string | Secret | readonly (string | Secret)[]

/**
 * Reads the secrets of a webhook.
 * @throws ConfigError for what is no secret of the specification; the message does not repeat it
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signingKeys(given: GivenSecrets, field: string): readonly Buffer[] {
  const secrets = Array.isArray(given) ? given : [given]
  if (secrets.length === 0) throw new ConfigError(`${field}: give at least one`, { field })
  return secrets.map((secret: unknown) => keyOf(isSecret(secret) ? secret.reveal() : secret, field))
}

function keyOf(secret: unknown, field: string): Buffer {
  const encoded = typeof secret === 'string' && secret.startsWith(prefix) ? secret.slice(prefix.length) : ''
  const key = Buffer.from(encoded, 'base64')
  const isWhole = key.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '')
  if (isWhole && key.length >= fewestBytes && key.length <= mostBytes) return key
  throw new ConfigError(
    `${field}: a secret is "${prefix}" followed by ${fewestBytes} to ${mostBytes} random bytes in base64`,
    { field },
  )
}

/** The signature of one message with one key, without its version. */
export function signatureOf(key: Buffer, id: string, timestamp: string, body: string | Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()
}
