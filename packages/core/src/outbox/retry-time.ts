import type { OutboxRow } from '../contract/outbox.ts'
import type { DurableDelivery } from '../contract/sinks.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import { SinkError } from '../errors/sink-error.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/**
 * The waits between attempts where the sink names none.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const defaultBackOffMs: readonly number[] = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour]

const defaultGiveUpAfterMs = 7 * day
/** However long a receiver asks to be left alone, it is asked again after this time. */
const longestRetryAfterMs = day

/** When a message that failed is tried again, or `undefined` where it is given up. */
export function retryTimeOf(
  row: OutboxRow,
  error: unknown,
  durable: DurableDelivery,
  { now, random }: { readonly now: number; readonly random: () => number },
): string | undefined {
  if (OpenCasbError.is(error) && !error.retryable) return undefined
  const { backOffMs = defaultBackOffMs, giveUpAfterMs = defaultGiveUpAfterMs } = durable
  const attempts = row.attempts + 1
  if (attempts >= backOffMs.length && now - Date.parse(row.createdAt) >= giveUpAfterMs) return undefined
  const longest = backOffMs[Math.min(row.attempts, backOffMs.length - 1)] ?? 0
  return new Date(now + Math.max(random() * longest, askedWaitMs(error))).toISOString()
}

/** How long the receiver asked to be left alone. */
export function askedWaitMs(error: unknown): number {
  const asked = SinkError.is(error) ? (error.retryAfterMs ?? 0) : 0
  return Math.min(Math.max(0, asked), longestRetryAfterMs)
}
