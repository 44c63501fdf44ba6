import { ProviderError } from '@opencasb/core'

/**
 * Runs work that takes a signal, for at most so long. The time is the real one: it bounds sockets, which know no other.
 * @param late says what was late; called only then
 * @throws ProviderError when the time is over; the reason of `signal` when that aborts
 */
export function withDeadline<T>(
  ms: number,
  signal: AbortSignal,
  late: () => string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const controller = new AbortController()
    const stop = (reason: unknown): void => {
      end()
      controller.abort(reason)
      reject(reason)
    }
    const abort = (): void => stop(signal.reason)
    const timer = setTimeout(() => stop(new ProviderError(late())), ms)
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
    signal.addEventListener('abort', abort, { once: true })
    work(controller.signal).then(
      (value) => {
        end()
        resolve(value)
      },
      (error: unknown) => {
        end()
        reject(error)
      },
    )
  })
}
