import { setTimeout as delay } from 'node:timers/promises'
import type { Clock, Transport, TransportRequest, TransportResponse } from '@opencasb/core'
import { formatSource, type RequestSource, sourceHeader } from '../faults/request-source.ts'
import type { SourceTracker } from './source-tracker.ts'

/** A request as it left the connector. */
export interface SentRequest {
  readonly method: string
  readonly url: string
  readonly source: RequestSource
  /** On the host's clock that never jumps, milliseconds. */
  readonly at: number
}

/** A transport that knows what is under way, names the source of each request, and lets none out of the test. */
export interface ObservedTransport extends Transport {
  /** The last requests, oldest first. */
  readonly sent: readonly SentRequest[]
  /** How many requests were sent in all. */
  readonly count: number
  /** Requests to places that have no part in the test; they were refused. */
  readonly strays: readonly string[]
  /** Requests whose answers are not read to the end yet. */
  readonly inFlight: number
  /** Whether requests are under way that still make progress. */
  busy(): boolean
  /** Waits in real time until nothing is under way, for at most a second. */
  settle(): Promise<void>
}

/** What {@link observeTransport} takes. */
export interface ObserveTransportOptions {
  readonly inner: Transport
  readonly tracker: SourceTracker
  /** Origins that take part in the test. */
  readonly origins: readonly string[]
  readonly clock: () => Clock
  /** Told of each request before it is sent. */
  readonly onSend?: (request: SentRequest) => void
}

/** After so long without any progress a request no longer stops the test's clock. */
const stalledAfterMs = 3_000
/** Requests remembered: memory tests must not be spoilt by what watches them. */
const remembered = 5_000

/** Wraps a transport so that a test can watch it. */
export function observeTransport(options: ObserveTransportOptions): ObservedTransport {
  const { inner, tracker, origins } = options
  const sent: SentRequest[] = []
  const strays: string[] = []
  let count = 0
  let inFlight = 0
  let lastProgress = performance.now()

  const started = (): (() => void) => {
    inFlight += 1
    lastProgress = performance.now()
    let ended = false
    return () => {
      if (ended) return
      ended = true
      inFlight -= 1
      lastProgress = performance.now()
    }
  }
  const watchBody = (response: TransportResponse, ended: () => void): TransportResponse => ({
    status: response.status,
    headers: response.headers,
    read: (maxBytes) => response.read(maxBytes).finally(ended),
    discard: () => response.discard().finally(ended),
  })

  return {
    async send(request: TransportRequest) {
      const source = tracker.current()
      const { origin } = request.url
      if (!origins.includes(origin)) {
        strays.push(request.url.href)
        throw new Error(`${origin} has no part in this test`)
      }
      count += 1
      const entry = { method: request.method, url: request.url.href, source, at: options.clock().monotonic() }
      sent.push(entry)
      if (sent.length > remembered) sent.shift()
      options.onSend?.(entry)
      const ended = started()
      try {
        const headers = { ...request.headers, [sourceHeader]: formatSource(source) }
        return watchBody(await inner.send({ ...request, headers }), ended)
      } catch (error) {
        ended()
        throw error
      }
    },
    close: () => inner.close(),
    sent,
    strays,
    get count() {
      return count
    },
    get inFlight() {
      return inFlight
    },
    busy: () => inFlight > 0 && performance.now() - lastProgress < stalledAfterMs,
    async settle() {
      for (let turn = 0; inFlight > 0 && turn < 100; turn += 1) await delay(10)
    },
  }
}
