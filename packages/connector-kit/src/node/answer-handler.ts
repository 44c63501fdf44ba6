import { Buffer } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import { ProviderError, UnexpectedAnswerError } from '@opencasb/core'
import type { Dispatcher } from 'undici'

/** What arrives before anybody reads is kept up to here; then the socket waits. */
const mostUnreadBytes = 256 * 1024
/** An answer that nobody wants is read to its end up to here, so that its connection can be used again. */
const mostDiscardedBytes = 64 * 1024

/** The first line and headers of an answer. */
export interface AnswerHead {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

/** Collects one answer from undici without a stream in between. */
export class AnswerHandler implements Dispatcher.DispatchHandler {
  /** Resolves with the head of the answer. */
  readonly head: Promise<AnswerHead>
  private readonly resolveHead: (head: AnswerHead) => void
  private readonly rejectHead: (error: unknown) => void
  private readonly host: string
  private readonly settled: () => void
  private controller: Dispatcher.DispatchController | undefined
  private chunks: Buffer[] = []
  private size = 0
  private most = mostUnreadBytes
  private reading = false
  private discarding = false
  private ended = false
  private failure: unknown
  private body: { readonly resolve: (bytes: Buffer) => void; readonly reject: (error: unknown) => void } | undefined

  /** @param settled called once when the answer has ended, well or not */
  constructor(host: string, settled: () => void) {
    const { promise, resolve, reject } = Promise.withResolvers<AnswerHead>()
    this.head = promise
    this.resolveHead = resolve
    this.rejectHead = reject
    this.host = host
    this.settled = settled
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    if (this.failure !== undefined) controller.abort(toError(this.failure))
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // Interim answers, such as 103, announce the real one.
    if (status >= 200) this.resolveHead({ status, headers: joinHeaders(headers) })
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length
    if (this.discarding) {
      if (this.size > mostDiscardedBytes) this.finishDiscarding()
      return
    }
    this.chunks.push(chunk)
    if (this.size <= this.most) return
    if (this.reading) this.fail(tooLarge(this.most))
    else controller.pause()
  }

  onResponseEnd(): void {
    this.ended = true
    this.settled()
    this.body?.resolve(this.takeBytes())
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.settle(this.failure ?? this.typed(error))
  }

  /** Ends the exchange from our side. */
  fail(reason: unknown): void {
    if (this.ended || this.failure !== undefined) return
    this.settle(reason)
    this.controller?.abort(toError(reason))
  }

  /** Resolves with the bytes as they came, at most `maxBytes`. */
  read(maxBytes: number): Promise<Buffer> {
    this.reading = true
    this.most = maxBytes
    if (this.size <= maxBytes) return this.whenEnded()
    const error = tooLarge(maxBytes)
    this.fail(error)
    return Promise.reject(error)
  }

  async discard(): Promise<void> {
    this.discarding = true
    this.chunks = []
    if (this.size > mostDiscardedBytes) this.finishDiscarding()
    await this.whenEnded().catch(() => undefined)
  }

  private whenEnded(): Promise<Buffer> {
    if (this.failure !== undefined) return Promise.reject(this.failure)
    if (this.ended) return Promise.resolve(this.takeBytes())
    this.controller?.resume()
    return new Promise((resolve, reject) => {
      this.body = { resolve, reject }
    })
  }

  private finishDiscarding(): void {
    this.fail(new ProviderError(`${this.host}: the rest of an answer was not wanted`))
  }

  private settle(failure: unknown): void {
    if (this.failure === undefined) this.settled()
    this.failure = failure
    this.chunks = []
    this.rejectHead(failure)
    this.body?.reject(failure)
  }

  private takeBytes(): Buffer {
    const { chunks } = this
    this.chunks = []
    const [first] = chunks
    return chunks.length === 1 && first ? first : Buffer.concat(chunks)
  }

  private typed(error: Error): ProviderError {
    const code = (error as { code?: unknown }).code
    return new ProviderError(`${this.host}: no complete answer (${typeof code === 'string' ? code : error.name})`)
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted')
}

function tooLarge(most: number): UnexpectedAnswerError {
  return new UnexpectedAnswerError(`The answer is larger than ${most} bytes`, { retryable: false })
}

function joinHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const joined: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) joined[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return joined
}
