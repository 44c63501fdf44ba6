/**
 * Pulls from a generator at most one value ahead of the consumer, so that reading overlaps with the work on what was
 * read and nothing piles up. The generator is always finalised.
 */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]()
  const pull = (): Promise<IteratorResult<T>> => {
    const pulled = iterator.next()
    // Whoever awaits it sees the error; nobody else must.
    pulled.catch(() => undefined)
    return pulled
  }
  let pending: Promise<IteratorResult<T>> | undefined = pull()
  try {
    for (;;) {
      const result: IteratorResult<T> = await pending
      pending = undefined
      if (result.done) return
      pending = pull()
      yield result.value
    }
  } finally {
    await pending?.catch(() => undefined)
    await iterator.return?.()
  }
}
