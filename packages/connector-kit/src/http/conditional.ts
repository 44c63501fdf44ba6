import type { CachedAnswer, HttpCache, Log } from '@opencasb/core'

/** Headers of an answer that paginators read; they are stored with it. */
const keptHeaders = ['link', 'content-type', 'x-total-count']

/** The stored answers of one client. A cache that fails costs requests, never a scan. */
export class ConditionalRequests {
  private readonly cache: HttpCache
  private readonly log: Log | undefined

  constructor(cache: HttpCache, log: Log | undefined) {
    this.cache = cache
    this.log = log
  }

  async load(key: string): Promise<CachedAnswer | undefined> {
    try {
      const answer = await this.cache.get(key)
      return answer && (answer.etag || answer.lastModified) ? answer : undefined
    } catch {
      this.log?.warn('a stored answer could not be read')
      return undefined
    }
  }

  /** Stores an answer that has a validator. */
  async store(key: string, headers: Readonly<Record<string, string>>, body: string): Promise<void> {
    const { etag, 'last-modified': lastModified } = headers
    if (!etag && !lastModified) return
    const kept: Record<string, string> = {}
    for (const name of keptHeaders) {
      const value = headers[name]
      if (value !== undefined) kept[name] = value
    }
    try {
      await this.cache.set(key, { ...(etag && { etag }), ...(lastModified && { lastModified }), body, headers: kept })
    } catch {
      this.log?.warn('an answer could not be stored')
    }
  }
}

/** The headers that ask whether a stored answer still holds. */
export function validatorsOf(answer: CachedAnswer): Record<string, string> {
  return {
    ...(answer.etag && { 'if-none-match': answer.etag }),
    ...(answer.lastModified && { 'if-modified-since': answer.lastModified }),
  }
}
