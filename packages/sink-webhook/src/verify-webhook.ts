import { timingSafeEqual } from 'node:crypto'
import { type GivenSecrets, signatureOf, signingKeys } from './signing-keys.ts'

/** What {@link verifyWebhook} takes. */
export interface WebhookToVerify {
  /** The secrets that the sender may sign with: during a rotation the old one and the new one. */
  readonly secrets: GivenSecrets
  /** The headers of the request: those of `fetch`, or of Node's server. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>
  /** The body exactly as it came, not parsed and written again. */
  readonly body: string | Uint8Array
  /** How old, or how far ahead, the message may be. @default 300 (5 minutes) */
  readonly toleranceSeconds?: number
  /** Milliseconds since the epoch. @default the system's clock */
  readonly now?: number
}

/** A message that its sender signed. */
export interface VerifiedWebhook {
  /** The same whenever the message is sent again: remember it, and do nothing the second time. */
  readonly id: string
  readonly type: string
  /** When it happened; ISO 8601. */
  readonly timestamp: string
  readonly data: unknown
}

/** What {@link verifyWebhook} says. */
export type WebhookVerdict =
  | { readonly ok: true; readonly message: VerifiedWebhook }
  | { readonly ok: false; readonly reason: 'headers' | 'timestamp' | 'signature' | 'body' }

/** More signatures than anybody rotates through cost time only. */
const mostSignatures = 16

/**
 * For receivers: whether a webhook is what its sender wrote, and recent. Compares in constant time. A message that was
 * caught and sent again within the tolerance is the same message: tell it by its id.
 * @throws ConfigError for secrets that are none
 */
export function verifyWebhook(webhook: WebhookToVerify): WebhookVerdict {
  const { headers, body, toleranceSeconds = 300, now = Date.now() } = webhook
  const keys = signingKeys(webhook.secrets, 'secrets')
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signatures = headerOf(headers, 'webhook-signature')
  if (!id || !timestamp || !signatures) return { ok: false, reason: 'headers' }
  // A message that never ends, or a tolerance that is no number, must not pass.
  const ageSeconds = /^\d{1,12}$/.test(timestamp) ? Math.abs(now / 1_000 - Number(timestamp)) : Number.NaN
  if (!(ageSeconds <= toleranceSeconds)) return { ok: false, reason: 'timestamp' }
  if (!isSigned(signatures, keys, { id, timestamp, body })) return { ok: false, reason: 'signature' }
  const message = messageOf(id, body)
  return message ? { ok: true, message } : { ok: false, reason: 'body' }
}

function isSigned(
  header: string,
  keys: readonly Buffer[],
  { id, timestamp, body }: { readonly id: string; readonly timestamp: string; readonly body: string | Uint8Array },
): boolean {
  const expected = keys.map((key) => signatureOf(key, id, timestamp, body))
  const given = header
    .split(' ')
    .slice(0, mostSignatures)
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice(3), 'base64'))
  return given.some((one) => expected.some((other) => one.length === other.length && timingSafeEqual(one, other)))
}

function headerOf(headers: WebhookToVerify['headers'], name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
  return typeof found === 'string' ? found : undefined
}

function messageOf(id: string, body: string | Uint8Array): VerifiedWebhook | undefined {
  try {
    const text = typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body)
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null) return undefined
    const { type, timestamp, data } = parsed as Record<string, unknown>
    return typeof type === 'string' && typeof timestamp === 'string' ? { id, type, timestamp, data } : undefined
  } catch {
    return undefined
  }
}
