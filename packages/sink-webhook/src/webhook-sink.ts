import { type Clock, ConfigError, type DurableDelivery, type FindingSink, systemClock } from '@opencasb/core'
import { addressRules } from './address-rules.ts'
import { receiverUrl } from './receiver-url.ts'
import { type GivenSecrets, signingKeys } from './signing-keys.ts'
import {
  findingMessage,
  healthMessage,
  scanMessage,
  type WebhookMessage,
  type WebhookType,
  webhookTypes,
} from './webhook-message.ts'
import { createWebhookPost } from './webhook-post.ts'

/** Options of {@link webhookSink}. */
export interface WebhookSinkOptions {
  /** Where messages go: an `https` address on the public internet. */
  readonly url: string
  /** What messages are signed with. During a rotation give both: each message is then signed with each. */
  readonly secret: GivenSecrets
  /** Tells this receiver from others in the outbox; keep it when the address changes. @default 'webhook' */
  readonly name?: string
  /** Only messages of these types. @default all */
  readonly types?: readonly WebhookType[]
  /** Ranges of addresses that may be sent to although they are not public: `['10.0.0.0/8']`. @default none */
  readonly allow?: readonly string[]
  /** Take `http` addresses too: everybody on the way can then read the findings. @default false */
  readonly allowHttp?: boolean
  /** How long a receiver may take to answer, in milliseconds. @default 15_000 */
  readonly timeoutMs?: number
  /** Messages under way at once. @default 4 */
  readonly concurrency?: number
  /** How failed messages are tried again; `false`: not at all, a scan then stops where the receiver fails. @default tried for seven days */
  readonly durable?: Pick<DurableDelivery, 'backOffMs' | 'giveUpAfterMs'> | false
  /** @default the system's */
  readonly clock?: Clock
}

/**
 * Sends each change of a finding, the end of each scan and each change of health as a webhook, signed by the Standard
 * Webhooks specification. A receiver that cannot be reached loses nothing: messages wait in the state's outbox. The
 * `webhook-id` of a message is the same however often it is sent.
 * @throws ConfigError for an address that may not be sent to, or a secret that is none
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function webhookSink(options: WebhookSinkOptions): FindingSink {
  const { name = 'webhook', types, allow = [], allowHttp = false, clock = systemClock, durable = {} } = options
  const { timeoutMs = 15_000, concurrency = 4 } = options
  inRange('timeoutMs', timeoutMs, 100, 60_000)
  inRange('concurrency', concurrency, 1, 64)
  for (const type of types ?? []) {
    if (webhookTypes.includes(type)) continue
    throw new ConfigError(`types: there is no type "${type}"; use ${webhookTypes.join(', ')}`, { field: 'types' })
  }
  const rules = addressRules(allow)
  const url = receiverUrl(options.url, rules, allowHttp)
  const keys = signingKeys(options.secret, 'secret')
  const post = createWebhookPost({ sink: name, url, keys, rules, timeoutMs, connections: concurrency, clock })
  const send = async (message: WebhookMessage, signal?: AbortSignal): Promise<void> => {
    if (!types || types.includes(message.type)) await post.send(message, signal)
  }

  return {
    name,
    ...(durable !== false && { durable: { ...durable, batch: 1, concurrency } }),
    async write(changes, { signal }) {
      signal.throwIfAborted()
      for (const change of changes) await send(findingMessage(change), signal)
    },
    runEnded: (report) => send(scanMessage(report)),
    healthChanged: (change, { signal }) => send(healthMessage(change), signal),
    close: () => post.close(),
  }
}

function inRange(field: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return
  throw new ConfigError(`${field}: must be a number from ${min} to ${max}, not ${value}`, { field })
}
