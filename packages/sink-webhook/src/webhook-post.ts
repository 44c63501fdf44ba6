import { type Clock, SinkError } from '@opencasb/core'
import { Agent, request } from 'undici'
import type { AddressRules } from './address-rules.ts'
import { checkedLookup, type Resolve } from './checked-lookup.ts'
import { retryAfterMs } from './retry-after.ts'
import { signatureOf } from './signing-keys.ts'
import type { WebhookMessage } from './webhook-message.ts'

/** What a receiver answers is not looked at; reading this much lets its connection be used again. */
const mostRead = 16 * 1024
/** The pause after 429 where the receiver names none. */
const tooManyMs = 60_000

/** Sends signed messages to one receiver. */
export interface WebhookPost {
  /** @throws SinkError where the receiver did not take it */
  send(message: WebhookMessage, signal?: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** What {@link createWebhookPost} takes. */
export interface WebhookPostOptions {
  readonly sink: string
  readonly url: URL
  readonly keys: readonly Buffer[]
  readonly rules: AddressRules
  readonly timeoutMs: number
  readonly connections: number
  readonly clock: Clock
  /** @default the system's */
  readonly resolve?: Resolve
}

/** Makes the sending side. No connection is opened before the first message. */
export function createWebhookPost(options: WebhookPostOptions): WebhookPost {
  const { sink, url, keys, rules, timeoutMs, connections, clock, resolve } = options
  let agent: Agent | undefined

  const failed = (problem: string, more: ConstructorParameters<typeof SinkError>[1]): SinkError =>
    new SinkError(`The webhook receiver ${url.host} ${problem}`, more)

  return {
    async send({ id, body }, signal) {
      signal?.throwIfAborted()
      agent ??= new Agent({ connect: { lookup: checkedLookup(rules, resolve), timeout: timeoutMs }, connections })
      const timestamp = String(Math.floor(clock.now() / 1_000))
      const late = AbortSignal.timeout(timeoutMs)
      const ended = signal ? AbortSignal.any([signal, late]) : late
      try {
        const {
          statusCode,
          headers,
          body: answer,
        } = await request(url, {
          dispatcher: agent,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'user-agent': 'OpenCASB',
            'webhook-id': id,
            'webhook-timestamp': timestamp,
            'webhook-signature': keys
              .map((key) => `v1,${signatureOf(key, id, timestamp, body).toString('base64')}`)
              .join(' '),
          },
          body,
          signal: ended,
        })
        await answer.dump({ limit: mostRead, signal: ended }).catch(() => undefined)
        if (statusCode >= 200 && statusCode < 300) return
        const asked = retryAfterMs(headers['retry-after'], clock.now()) ?? (statusCode === 429 ? tooManyMs : undefined)
        throw failed(problemOf(statusCode), {
          sink,
          retryable: statusCode !== 410,
          ...(asked !== undefined && { retryAfterMs: asked }),
        })
      } catch (error) {
        if (SinkError.is(error)) throw error
        if (signal?.aborted) throw signal.reason
        if (late.aborted) throw failed(`did not answer within ${timeoutMs / 1_000} seconds`, { sink })
        throw failed(`could not be reached: ${reasonOf(error)}`, { sink })
      }
    },
    async close() {
      const open = agent
      agent = undefined
      await open?.close()
    },
  }
}

function problemOf(status: number): string {
  if (status === 410) return 'answered 410: it wants no messages any more, so this one is given up'
  if (status >= 300 && status < 400) return `answered ${status}: redirects are not followed, give the final address`
  return `answered ${status}`
}

/** What the system says; never the address, whose path may be a secret. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason'
  if (error.name === 'AddressRefusedError') return `it ${error.message}; name the range in "allow" if it is meant`
  const { code } = error as NodeJS.ErrnoException
  return code ?? error.name
}
