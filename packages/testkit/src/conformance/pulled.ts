/** What is told of an iteration. */
export interface PullHooks<T> {
  /** The next value is asked for. */
  onPull(): void
  /** A value came; what is returned goes on. */
  onValue(value: T): T | Promise<T>
  /** The iteration ended, was given up, or broke. */
  onEnd(): void
}

/** Iterates so that each step of the source runs inside of `enter`, and the hooks see what goes by. */
export async function* pulled<T>(
  source: AsyncIterable<T>,
  enter: (next: () => Promise<IteratorResult<T>>) => Promise<IteratorResult<T>>,
  hooks?: PullHooks<T>,
): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]()
  let ended = false
  const step = async (): Promise<IteratorResult<T>> => {
    try {
      const result = await enter(() => iterator.next())
      ended = result.done === true
      return result
    } catch (error) {
      ended = true
      throw error
    }
  }
  try {
    for (;;) {
      hooks?.onPull()
      const result = await step()
      if (result.done) return
      yield hooks ? await hooks.onValue(result.value) : result.value
    }
  } finally {
    if (!ended) await iterator.return?.()
    hooks?.onEnd()
  }
}
