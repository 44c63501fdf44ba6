/** A body that was made, with its validator. */
export interface CachedPage {
  readonly body: Buffer
  /** Without quotes. */
  readonly tag: string
  readonly headers: Readonly<Record<string, string>>
}

/** Keeps the bodies that were asked for last, up to a number of bytes. */
export class PageCache {
  readonly #pages = new Map<string, CachedPage>()
  readonly #limit: number
  #bytes = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get(key: string): CachedPage | undefined {
    const page = this.#pages.get(key)
    if (page) {
      this.#pages.delete(key)
      this.#pages.set(key, page)
    }
    return page
  }

  set(key: string, page: CachedPage): void {
    this.#pages.set(key, page)
    this.#bytes += page.body.length
    for (const [oldest, { body }] of this.#pages) {
      if (this.#bytes <= this.#limit) break
      this.#pages.delete(oldest)
      this.#bytes -= body.length
    }
  }

  clear(): void {
    this.#pages.clear()
    this.#bytes = 0
  }
}
