/** How long a request goes on that should not be cut, after nobody waits for it any more; milliseconds. */
const graceMs = 800

/**
 * Runs work whose request must not be cut while its answer is on the way: its signal follows the given one a moment later.
 */
export async function withGrace<T>(signal: AbortSignal, work: (late: AbortSignal) => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const begin = (): void => {
    timer = setTimeout(() => late.abort(signal.reason), graceMs)
    timer.unref()
  }
  signal.addEventListener('abort', begin, { once: true })
  try {
    return await work(late.signal)
  } finally {
    signal.removeEventListener('abort', begin)
    clearTimeout(timer)
  }
}
