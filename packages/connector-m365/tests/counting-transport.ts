import type { Transport } from '@opencasb/core'

/** A transport that knows whether answers are still to be read: a fake clock waits for those. */
export interface CountingTransport extends Transport {
  busy(): boolean
}

/** Counts what is under way. */
export function countingTransport(inner: Transport): CountingTransport {
  let underWay = 0
  return {
    busy: () => underWay > 0,
    close: () => inner.close(),
    async send(request) {
      underWay++
      const ended = (): void => {
        underWay--
      }
      const response = await inner.send(request).catch((error: unknown) => {
        ended()
        throw error
      })
      const { status, headers } = response
      return {
        status,
        headers,
        read: (maxBytes) => response.read(maxBytes).finally(ended),
        discard: () => response.discard().finally(ended),
      }
    },
  }
}
