import type { Transport, TransportRequest, TransportResponse } from '@opencasb/core'

/** An exchange that went through a transport. */
export interface WatchedExchange {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly requestBody: unknown
  readonly status: number
  readonly body: unknown
}

/** Wraps a transport so that a test sees each exchange whose answer was read. */
export function watchExchanges(inner: Transport, onExchange: (exchange: WatchedExchange) => void): Transport {
  return {
    async send(request: TransportRequest): Promise<TransportResponse> {
      const response = await inner.send(request)
      const { method, url, headers } = request
      const tell = (bytes: Uint8Array | undefined): void =>
        onExchange({
          method,
          url: url.href,
          headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
          requestBody: parsed(request.body),
          status: response.status,
          body: parsed(bytes && Buffer.from(bytes).toString()),
        })
      return {
        status: response.status,
        headers: response.headers,
        async read(maxBytes) {
          const bytes = await response.read(maxBytes)
          tell(bytes)
          return bytes
        },
        async discard() {
          await response.discard()
          tell(undefined)
        },
      }
    },
    close: () => inner.close(),
  }
}

function parsed(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
