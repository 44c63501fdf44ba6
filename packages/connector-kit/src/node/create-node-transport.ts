import type { LookupFunction } from 'node:net'
import { ConfigError, ProviderError, type Transport } from '@opencasb/core'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { AnswerHandler } from './answer-handler.ts'
import { acceptedEncodings, decompress } from './decompress.ts'

/** What {@link createNodeTransport} takes. Times in milliseconds. */
export interface NodeTransportOptions {
  /** Sends through this dispatcher, and does not close it; the options about connections do not apply then. */
  readonly dispatcher?: Dispatcher
  /** A proxy for all requests, `http://proxy.example.com:8080`. @default none; the environment is not read */
  readonly proxy?: string
  /** Certificate authorities in place of the system's, PEM. @default the system's */
  readonly ca?: string | readonly string[]
  /** Connections per origin. @default 8 */
  readonly connections?: number
  /**
   * Looks up host names in place of the system: a place to refuse addresses. Not called for hosts that are addresses
   * already, nor where a proxy looks up.
   */
  readonly lookup?: LookupFunction
  /** @default 10_000 */
  readonly connectMs?: number
  /** From sending to the answer's headers. @default 30_000 */
  readonly headersMs?: number
  /** Between two pieces of a body. @default 30_000 */
  readonly idleMs?: number
  /** From sending to the last byte. @default 120_000 */
  readonly totalMs?: number
  /** How many times larger a decompressed body may be than what arrived; the first MiB is free. @default 200 */
  readonly maxRatio?: number
}

const keepAliveMs = 10_000

/**
 * Makes a transport on undici: a bounded pool of HTTP/1.1 connections, deadlines, decompression with limits. None of
 * undici's interceptors is used: repeating, redirects and stored answers are the client's. HTTP/2 is off, since one
 * connection for all requests would let one broken or slow stream take the others along, and it is not faster here.
 * @throws ConfigError where the proxy is not a URL
 */
export function createNodeTransport(options: NodeTransportOptions = {}): Transport {
  const { headersMs = 30_000, idleMs = 30_000, totalMs = 120_000, maxRatio = 200 } = options
  const dispatcher = options.dispatcher ?? createDispatcher(options)

  return {
    async send({ method, url, headers, body, signal }) {
      signal.throwIfAborted()
      const abort = (): void => handler.fail(signal.reason)
      const handler = new AnswerHandler(url.host, () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', abort)
      })
      const late = (): void => handler.fail(new ProviderError(`${url.host}: no complete answer within ${totalMs} ms`))
      const timer = setTimeout(late, totalMs)
      signal.addEventListener('abort', abort, { once: true })
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: method as Dispatcher.HttpMethod,
          headers: { 'accept-encoding': acceptedEncodings, ...headers },
          body: body ?? null,
          headersTimeout: headersMs,
          bodyTimeout: idleMs,
        },
        handler,
      )
      const head = await handler.head
      return {
        ...head,
        read: async (maxBytes) => {
          const bytes = await handler.read(maxBytes)
          return decompress(bytes, head.headers['content-encoding'], { maxBytes, maxRatio })
        },
        discard: () => handler.discard(),
      }
    },
    async close() {
      if (!options.dispatcher) await dispatcher.destroy()
    },
  }
}

function createDispatcher(options: NodeTransportOptions): Dispatcher {
  const { proxy, ca, lookup, connections = 8, connectMs = 10_000 } = options
  const tls = ca === undefined ? {} : { ca: typeof ca === 'string' ? ca : [...ca] }
  const connect = { timeout: connectMs, ...tls, ...(lookup && { lookup }) }
  const pool = { connections, pipelining: 1, allowH2: false, keepAliveTimeout: keepAliveMs }
  if (proxy === undefined) return new Agent({ ...pool, connect })
  const uri = URL.parse(proxy)
  if (!uri || !/^https?:$/.test(uri.protocol)) {
    throw new ConfigError('The proxy is not a URL: write it like http://proxy.example.com:8080', { field: 'proxy' })
  }
  return new ProxyAgent({ ...pool, uri: uri.href, requestTls: connect, proxyTls: { timeout: connectMs, ...tls } })
}
