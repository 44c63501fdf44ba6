import PQueue from 'p-queue'
import type { Clock } from '../clock/clock.ts'
import type { RateObservation, RateTicket } from '../contract/rate-limiter.ts'
import { ProviderError } from '../errors/provider-error.ts'
import { RateLimitError } from '../errors/rate-limit-error.ts'
import type { JsonValue } from '../model/json.ts'
import { AdaptiveConcurrency } from './adaptive-concurrency.ts'
import { Bucket } from './bucket.ts'
import { BudgetExchange, type BudgetSharing } from './budget-exchange.ts'
import { readNote, writeNote } from './budget-note.ts'
import { CircuitBreaker } from './circuit-breaker.ts'
import { longestWaitMs, untilSettled } from './quota-window.ts'
import { RefusalStop } from './refusal-stop.ts'

/** The first wait after a refusal of the whole credential where the vendor gives no time. */
const firstCredentialWaitMs = 60_000
/** Where a vendor has been down for longer, requests fail at once; one in a while still finds out whether it is back. */
const outagePatienceMs = 300_000

/** What admission needs to know. */
export interface AdmissionOptions {
  readonly reserve: number
  readonly concurrency: number
  readonly maxWaitMs: number
  readonly clock: Clock
  /** Absent where nobody else uses the credential. */
  readonly sharing?: BudgetSharing | undefined
}

/** A request that asks for admission. */
export interface AdmissionRequest {
  readonly ticket: RateTicket
  /** Each of them ends the waiting. */
  readonly signals: readonly AbortSignal[]
  /** Called right before the task starts. */
  readonly sent: () => void
}

/** Whether a queued task ran, or found its bucket closed when its turn came. */
type Turn<T> = { readonly ran: true; readonly value: T } | { readonly ran: false }
const notNow: Turn<never> = { ran: false }

/** Admits the requests of all scans that share one host and credential. */
export class Admission {
  usedAt: number
  private readonly buckets: Map<string, Bucket> = new Map()
  private readonly options: AdmissionOptions
  private readonly queue: PQueue
  private readonly stop: RefusalStop = new RefusalStop(firstCredentialWaitMs)
  private readonly breaker: CircuitBreaker = new CircuitBreaker()
  private readonly concurrency: AdaptiveConcurrency
  private readonly shared: BudgetExchange | undefined
  private inFlight = 0
  /** Called out of the line, but not in the queue yet. */
  private admitted = 0

  constructor(options: AdmissionOptions) {
    this.options = options
    this.concurrency = new AdaptiveConcurrency(options.concurrency)
    this.queue = new PQueue({ concurrency: this.concurrency.current })
    this.usedAt = options.clock.monotonic()
    this.shared = options.sharing && this.share(options.sharing)
  }

  /** Whether the vendor is down. */
  get outage(): boolean {
    return this.breaker.downSince !== undefined
  }

  /** Runs a task once quota, pace and concurrency allow it. */
  async run<T>(request: AdmissionRequest, task: () => Promise<T>): Promise<T> {
    const { ticket, signals } = request
    for (;;) {
      throwIfAborted(signals)
      const bucket = this.bucket(ticket.bucket)
      if (bucket.waiting.size > 0 || this.waitFor(bucket, ticket) !== 0) {
        await this.waitInLine(bucket, request)
        this.admitted--
      }
      const turn = async (): Promise<Turn<T>> => {
        try {
          throwIfAborted(signals)
          if (this.waitFor(bucket, ticket) !== 0) return notNow
          request.sent()
          return { ran: true, value: await this.perform(bucket, ticket, task) }
        } finally {
          this.callAll()
        }
      }
      // A signal costs the queue a race per task; only those that wait in it need one.
      const full = this.queue.pending >= this.queue.concurrency
      const result = await this.queue.add(turn, full ? { signal: ticket.signal } : {})
      if (result.ran) return result.value
    }
  }

  /** Takes in what an answer told. */
  observe(observation: RateObservation): void {
    const now = this.options.clock.monotonic()
    const bucket = this.bucket(observation.bucket)
    bucket.quota.observe(observation, now)
    if (!observation.refused) return
    const { scope, retryAfterMs: told } = observation.refused
    const { remaining, resetAt } = bucket.quota
    const untilReset = remaining === 0 && resetAt !== undefined ? resetAt - now : 0
    const stop = scope === 'credential' ? this.stop : bucket.stop
    if (!stop.refuse(told > 0 ? told : untilReset, now)) return
    this.concurrency.refuse()
    this.fitQueue()
    this.shared?.tellSoon(now)
  }

  /** Nothing here will be used again. */
  leave(): void {
    this.shared?.leave()
  }

  /** Says whether nothing here is worth remembering. */
  isForgettable(now: number): boolean {
    if (this.inFlight > 0 || this.queue.size > 0 || this.admitted > 0) return false
    for (const [name, bucket] of this.buckets) if (bucket.isForgettable(now)) this.buckets.delete(name)
    return this.buckets.size === 0 && this.stop.isForgettable(now)
  }

  private bucket(name: string): Bucket {
    let bucket = this.buckets.get(name)
    if (!bucket) {
      bucket = new Bucket(name)
      this.buckets.set(name, bucket)
    }
    return bucket
  }

  private async perform<T>(bucket: Bucket, ticket: RateTicket, task: () => Promise<T>): Promise<T> {
    const askedAt = this.options.clock.monotonic()
    const cost = ticket.cost ?? 1
    const { observations } = bucket.quota
    const wasProbe = this.breaker.send()
    this.usedAt = askedAt
    this.inFlight++
    bucket.take(ticket, askedAt, this.shared?.holders ?? 1)
    this.shared?.use(askedAt)
    try {
      const value = await task()
      this.breaker.succeed()
      this.stop.accept(askedAt)
      bucket.stop.accept(askedAt)
      this.concurrency.accept()
      this.fitQueue()
      return value
    } catch (error) {
      if (ticket.signal.aborted) this.breaker.release(wasProbe)
      else if (isOutage(error)) this.breaker.fail(wasProbe, this.options.clock.monotonic())
      else this.breaker.succeed()
      throw error
    } finally {
      this.inFlight--
      bucket.quota.inFlight -= cost
      if (bucket.quota.observations === observations) bucket.quota.charge(cost)
    }
  }

  private share(sharing: BudgetSharing): BudgetExchange {
    const { clock } = this.options
    return new BudgetExchange(sharing, {
      tell: () => writeNote({ stop: this.stop, buckets: this.buckets }, clock.monotonic(), clock.now()),
      learn: (notes) => {
        for (const note of notes) this.learn(note)
      },
      settled: () => {
        this.fitQueue()
        this.callAll()
      },
    })
  }

  /** Takes in what another worker knows. */
  private learn(note: JsonValue): void {
    const { clock } = this.options
    const now = clock.monotonic()
    const { stopMs, buckets } = readNote(note, clock.now())
    let isRefused = this.stop.hold(now + stopMs, now)
    for (const { name, stopMs, limit, remaining, resetMs } of buckets) {
      const bucket = this.bucket(name)
      isRefused = bucket.stop.hold(now + stopMs, now) || isRefused
      if (remaining !== undefined) bucket.quota.learn({ limit, remaining, resetMs }, now)
    }
    if (isRefused) this.concurrency.refuse()
  }

  /** As many at a time as the vendor bears, divided by those who share it. */
  private fitQueue(): void {
    const fitting = Math.max(1, Math.floor(this.concurrency.current / (this.shared?.holders ?? 1)))
    if (this.queue.concurrency !== fitting) this.queue.concurrency = fitting
  }

  private callAll(): void {
    for (const bucket of this.buckets.values()) if (bucket.waiting.size > 0) this.callIn(bucket)
  }

  private waitFor(bucket: Bucket, ticket: RateTicket): number {
    const now = this.options.clock.monotonic()
    const own = bucket.wait(ticket, this.options.reserve, now, this.shared?.holders ?? 1)
    const outage = this.breaker.wait(now)
    const stopped = this.stop.until - now
    if (stopped > 0) return Math.max(stopped, own, outage)
    if (own <= 0 && this.shared?.mustAsk(now)) return untilSettled
    return own === untilSettled || outage === untilSettled ? untilSettled : Math.max(own, outage)
  }

  private waitInLine(bucket: Bucket, { ticket, signals }: AdmissionRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        bucket.waiting.delete(waiting)
        for (const signal of signals) signal.removeEventListener('abort', abort)
        if (bucket.waiting.size === 0) bucket.alarm?.cancel()
      }
      const abort = (): void => {
        leave()
        reject(signals.find((signal) => signal.aborted)?.reason)
      }
      const waiting = {
        ticket,
        admit: () => {
          leave()
          this.admitted++
          resolve()
        },
        reject: (reason: unknown) => {
          leave()
          reject(reason)
        },
      }
      for (const signal of signals) signal.addEventListener('abort', abort, { once: true })
      bucket.waiting.add(waiting)
      this.callIn(bucket)
    })
  }

  /** Admits those who need not wait any longer, turns away those who would wait too long, sets the alarm for the rest. */
  private callIn(bucket: Bucket): void {
    for (const waiting of bucket.waiting) {
      const wait = this.waitFor(bucket, waiting.ticket)
      if (wait === untilSettled) return
      const refusal = wait > 0 ? this.refusal(bucket, wait) : undefined
      if (refusal) {
        waiting.reject(refusal)
        continue
      }
      if (wait > 0) {
        bucket.wakeAfter(wait, this.options.clock, () => this.callIn(bucket))
        return
      }
      if (this.inFlight + this.queue.size + this.admitted >= this.queue.concurrency) return
      waiting.admit()
    }
  }

  private refusal(bucket: Bucket, wait: number): Error | undefined {
    const { clock, maxWaitMs } = this.options
    const { downSince } = this.breaker
    if (downSince !== undefined && clock.monotonic() - downSince > outagePatienceMs) {
      return new ProviderError('The vendor has not answered for several minutes')
    }
    if (wait <= maxWaitMs) return undefined
    const retryAfterMs = Math.min(Math.ceil(wait), longestWaitMs)
    const message = `The quota "${bucket.name}" is used up for another ${Math.ceil(retryAfterMs / 1000)} s`
    return new RateLimitError(message, { bucket: bucket.name, retryAfterMs })
  }
}

function throwIfAborted(signals: readonly AbortSignal[]): void {
  for (const signal of signals) signal.throwIfAborted()
}

/** No answer, or a server error. */
function isOutage(error: unknown): boolean {
  return ProviderError.is(error) && (error.status === undefined || error.status >= 500)
}
