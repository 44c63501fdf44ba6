/**
 * Pulls values from a generator one at a time, and the next one early when told to: reading overlaps with the commit of
 * what was read, nothing piles up, and a crash has at most that one request to repeat beside the page it lost.
 */
export class ReadAhead<T> {
  readonly #iterator: AsyncIterator<T>
  #pending: Promise<IteratorResult<T>> | undefined
  #isDone = false

  constructor(source: AsyncIterable<T>) {
    this.#iterator = source[Symbol.asyncIterator]()
  }

  async next(): Promise<IteratorResult<T>> {
    const pending = this.#pending ?? this.#iterator.next()
    this.#pending = undefined
    const result = await pending
    if (result.done) this.#isDone = true
    return result
  }

  /** Starts reading the next value, unless that was done already. */
  prefetch(): void {
    if (this.#pending || this.#isDone) return
    this.#pending = this.#iterator.next()
    // Whoever awaits it sees the error; nobody else must.
    this.#pending.catch(() => undefined)
  }

  /** Finalises the generator; abort what it waits for first. */
  async close(): Promise<void> {
    await this.#pending?.catch(() => undefined)
    await this.#iterator.return?.()
  }
}
