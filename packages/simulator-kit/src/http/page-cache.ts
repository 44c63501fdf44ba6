/** Keeps the answers that were asked for last, up to a number of bytes. */
export class PageCache<T extends { readonly body: Buffer }> {
  readonly #pages = new Map<string, T>()
  readonly #limit: number
  #bytes = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get(key: string): T | undefined {
    const page = this.#pages.get(key)
    if (page) {
      this.#pages.delete(key)
      this.#pages.set(key, page)
    }
    return page
  }

  set(key: string, page: T): void {
    this.#bytes += page.body.length - (this.#pages.get(key)?.body.length ?? 0)
    this.#pages.set(key, page)
    for (const [oldest, { body }] of this.#pages) {
      if (this.#bytes <= this.#limit) break
      this.#pages.delete(oldest)
      this.#bytes -= body.length
    }
  }
}
