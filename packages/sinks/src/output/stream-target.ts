import type { Writable } from 'node:stream'
import { fileFailure } from './file-failure.ts'
import type { Target } from './target.ts'

/** Node tells a failed write twice: to the callback of the write and, a moment later, as an event nobody else awaits. */
function ignore(): void {}

/** A stream of the caller's: written to as fast as it takes it, and left open. */
export function openStreamTarget(sink: string, stream: Writable): Target {
  stream.on('error', ignore)
  return {
    write(text, signal) {
      if (stream.destroyed || stream.writableEnded) {
        return Promise.reject(fileFailure(sink, 'a stream', stream.errored ?? new Error('it is closed')))
      }
      return new Promise((resolve, reject) => {
        const abort = () => reject(signal?.reason)
        signal?.addEventListener('abort', abort, { once: true })
        stream.write(text, (error) => {
          signal?.removeEventListener('abort', abort)
          if (error) reject(fileFailure(sink, 'a stream', error))
          else resolve()
        })
      })
    },
    async finish() {
      stream.off('error', ignore)
    },
    async discard() {
      // The listener stays: the event of a failed write may be still to come, and would end the process.
    },
  }
}
