/** An earlier answer that can be asked for again with its validator. */
export interface CachedAnswer {
  readonly etag?: string
  readonly lastModified?: string
  /** The body as text. */
  readonly body: string
  /** Headers that paginators need, such as `link`; lower-case names. */
  readonly headers: Readonly<Record<string, string>>
}

/** Keeps earlier answers of one integration for conditional requests. */
export interface HttpCache {
  get(key: string): Promise<CachedAnswer | undefined>
  set(key: string, answer: CachedAnswer): Promise<void>
}
