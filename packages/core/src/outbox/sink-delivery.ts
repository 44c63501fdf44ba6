import type { Clock } from '../clock/clock.ts'
import type { OutboxRow, OutboxStore } from '../contract/outbox.ts'
import type { Log } from '../contract/resource.ts'
import type { DurableDelivery, FindingSink } from '../contract/sinks.ts'
import type { FindingChange } from '../model/finding.ts'
import { callsOf, type OutboxCall } from './outbox-calls.ts'
import { askedWaitMs, defaultBackOffMs, retryTimeOf } from './retry-time.ts'

/** However long the waits of single messages are, a sink that failed is tried again after this time. */
const longestRestMs = 300_000
/** What a receiver says of a failure is kept to this length. */
const longestError = 500
/** While all goes well, so many messages are taken from the database at once. */
const mostClaimed = 256
/** Where nobody but one integration has messages, others are looked for no more often: that walks past all of its own. */
const aloneMs = 1_000
/** Taken messages are ticked off together; a crash in between sends so many again. */
const mostUnticked = 32

/** What a {@link SinkDelivery} needs. */
export interface DeliveryContext {
  readonly outbox: OutboxStore
  readonly log: Log
  readonly clock: Clock
  readonly random: () => number
  /** How long the calls for one handful of messages may take; other processes leave them alone half as long again. */
  readonly limitMs: number
}

interface Counts {
  taken: number
  /** Taken, and not yet ticked off. */
  readonly unticked: string[]
  givenUp: number
  failed: number
  /** How long the receiver asked to be left alone. */
  restMs: number
}

interface Ends {
  /** The host stopped the delivery. */
  readonly stopped: AbortSignal
  /** It took too long. */
  readonly late: AbortSignal
}

/** Sends one durable sink what waits for it. */
export class SinkDelivery {
  readonly sink: FindingSink
  readonly #durable: DurableDelivery
  readonly #context: DeliveryContext
  #running: Promise<number> = Promise.resolve(0)
  #isRunning = false
  #again = false
  /** Times in a row that the sink took nothing, and until when it is left alone; by the clock that never jumps. */
  #failures = 0
  #restUntil = 0
  #limit: number
  /** Integrations that had their turn in this round: one with a hundred thousand messages keeps nobody waiting. */
  readonly #served = new Set<string>()
  /** Until when nobody else is looked for; by the clock that never jumps. */
  #aloneUntil = 0

  constructor(sink: FindingSink, durable: DurableDelivery, context: DeliveryContext) {
    this.sink = sink
    this.#durable = durable
    this.#context = context
    this.#limit = this.#fewest
  }

  /** What can be under way at once: where the receiver may be down, no message is kept waiting for others. */
  get #fewest(): number {
    const { batch = 100, concurrency = 1 } = this.#durable
    return batch * concurrency
  }

  /** Ends the rest after a failure. */
  wake(): void {
    this.#failures = 0
    this.#restUntil = 0
  }

  /** Sends what is due; where that goes on already, it looks once more before it ends. Says how many were taken. */
  deliver(signal: AbortSignal): Promise<number> {
    if (this.#isRunning) this.#again = true
    else this.#running = this.#deliverAll(signal)
    return this.#running
  }

  async #deliverAll(signal: AbortSignal): Promise<number> {
    let taken = 0
    this.#isRunning = true
    try {
      for (let more = true; more || this.#again; ) {
        if (signal.aborted || this.#context.clock.monotonic() < this.#restUntil) break
        if (!more) this.#again = false
        const outcome = await this.#deliverSome(signal)
        taken += outcome.taken
        more = outcome.more
      }
      return taken
    } finally {
      // In the same breath as the last look, so that nobody joins what is over.
      this.#isRunning = false
      this.#again = false
    }
  }

  async #deliverSome(signal: AbortSignal): Promise<{ readonly taken: number; readonly more: boolean }> {
    const { outbox, clock, limitMs } = this.#context
    const { batch = 100, concurrency = 1 } = this.#durable
    const limit = this.#limit
    const at = clock.now()
    const except = clock.monotonic() < this.#aloneUntil ? [] : [...this.#served]
    const isTurn = except.length > 0
    const rows = await outbox.claim({
      sink: this.sink.name,
      now: new Date(at).toISOString(),
      until: new Date(at + limitMs * 1.5).toISOString(),
      limit,
      except,
    })
    if (rows.length < limit) this.#served.clear()
    else for (const { integration } of rows) this.#served.add(integration)
    if (rows.length === 0) {
      if (isTurn) this.#aloneUntil = clock.monotonic() + aloneMs
      return { taken: 0, more: isTurn }
    }
    const late = AbortSignal.timeout(limitMs)
    const counts: Counts = { taken: 0, unticked: [], givenUp: 0, failed: 0, restMs: 0 }
    const earlier: { readonly call: OutboxCall; readonly over: Promise<void> }[] = []
    const queue = callsOf([...rows].sort(byAge), batch)[Symbol.iterator]()
    const work = async (): Promise<void> => {
      for (const call of queue) {
        const before = earlier.filter((one) => mustFollow(call, one.call)).map(({ over }) => over)
        const sending = Promise.all(before).then(() => this.#send(call, { stopped: signal, late }, counts))
        earlier.push({ call, over: sending.catch(() => undefined) })
        await sending
      }
    }
    const outcomes = await Promise.allSettled(Array.from({ length: concurrency }, work))
    if (counts.unticked.length > 0) await outbox.done(this.sink.name, counts.unticked)
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    if (counts.taken === 0) this.#served.clear()
    // The receiver may be well and refuse what one integration has: what was passed over tells.
    if (isTurn && counts.taken === 0 && counts.restMs === 0) return { taken: 0, more: true }
    this.#rest(counts)
    return { taken: counts.taken, more: isTurn || (rows.length === limit && counts.taken + counts.givenUp > 0) }
  }

  async #send(call: OutboxCall, { stopped, late }: Ends, counts: Counts): Promise<void> {
    const { outbox } = this.#context
    // Its turn did not come in time: nobody takes it before its time, then somebody does.
    if (late.aborted && !stopped.aborted) return
    try {
      await orAborted(call, this.sink, AbortSignal.any([stopped, late]))
    } catch (error) {
      await this.#failed(call.rows, error, { stopped, late }, counts)
      return
    }
    counts.taken += call.rows.length
    counts.unticked.push(...call.rows.map(({ id }) => id))
    if (counts.unticked.length >= mostUnticked) await outbox.done(this.sink.name, counts.unticked.splice(0))
  }

  async #failed(rows: readonly OutboxRow[], error: unknown, { stopped, late }: Ends, counts: Counts): Promise<void> {
    const { outbox, log, clock, random, limitMs } = this.#context
    const { name } = this.sink
    const detail = error instanceof Error ? error.message : String(error)
    const message = late.aborted ? `no answer within ${limitMs / 1_000} seconds` : detail.slice(0, longestError)
    const failures = rows.map((row) => {
      // Being stopped is no fault of the receiver: the message is due again at once.
      const nextAt = stopped.aborted
        ? new Date(clock.now()).toISOString()
        : retryTimeOf(row, error, this.#durable, { now: clock.now(), random })
      return { id: row.id, error: message, ...(nextAt !== undefined && { nextAt }) }
    })
    await outbox.failed(name, failures)
    if (stopped.aborted) return
    const dead = failures.filter(({ nextAt }) => nextAt === undefined).length
    counts.givenUp += dead
    counts.failed += failures.length - dead
    counts.restMs = Math.max(counts.restMs, askedWaitMs(error))
    log.warn(`the sink ${name} did not take messages`, { error: message, messages: rows.length, dead })
  }

  /** A receiver that takes nothing is not asked about each of ten thousand messages. */
  #rest({ taken, givenUp, failed, restMs }: Counts): void {
    const isWell = failed + givenUp === 0
    this.#limit = isWell ? Math.max(this.#fewest, Math.min(this.#limit * 2, mostClaimed)) : this.#fewest
    const { backOffMs = defaultBackOffMs } = this.#durable
    this.#failures = taken > 0 || failed === 0 ? 0 : this.#failures + 1
    const own = backOffMs[Math.min(this.#failures, backOffMs.length) - 1] ?? 0
    const rest = Math.max(restMs, Math.min(own, longestRestMs))
    if (rest > 0) this.#restUntil = this.#context.clock.monotonic() + rest
  }
}

/** A sink that does not heed its signal holds nobody. */
async function orAborted(call: OutboxCall, sink: FindingSink, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  let abort: (() => void) | undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
  })
  try {
    await Promise.race([call.send(sink, signal), aborted])
  } finally {
    if (abort) signal.removeEventListener('abort', abort)
  }
}

/** The end of a scan is told after its findings; changes of one finding, or of one integration's health, in turn. */
function mustFollow(call: OutboxCall, earlier: OutboxCall): boolean {
  return call.after.some((thing) => earlier.about.has(thing))
}

/** In the order in which they were written; within one millisecond, a finding's own order. */
function byAge(a: OutboxRow, b: OutboxRow): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1
  return revisionOf(a) - revisionOf(b)
}

function revisionOf({ type, body }: OutboxRow): number {
  // What is no change of a finding comes after those of its millisecond.
  return type === 'finding-change' ? (body as unknown as FindingChange).finding.revision : Number.POSITIVE_INFINITY
}
