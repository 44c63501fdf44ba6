/** A quota that GitHub counts on its own. */
export type Resource = 'core' | 'graphql'

/** What is left of a quota. */
export interface QuotaState {
  readonly resource: Resource
  readonly limit: number
  readonly used: number
  readonly remaining: number
  /** Seconds since 1970. */
  readonly reset: number
}

interface Window {
  used: number
  /** Milliseconds since 1970. */
  ends: number
}

/** Counts what each account used in its current window. A window begins with the first request. */
export class Quotas {
  readonly #windows = new Map<string, Window>()

  state(account: string, resource: Resource, limit: number, now: number): QuotaState {
    const window = this.#windows.get(`${account} ${resource}`)
    const open = window && window.ends > now
    const used = open ? Math.min(window.used, limit) : 0
    const reset = Math.ceil((open ? window.ends : now) / 1000)
    return { resource, limit, used, remaining: limit - used, reset }
  }

  charge(account: string, resource: Resource, units: number, windowMs: number, now: number): void {
    const key = `${account} ${resource}`
    const window = this.#windows.get(key)
    if (window && window.ends > now) window.used += units
    else this.#windows.set(key, { used: units, ends: now + windowMs })
  }

  /** Sets how much is left; for tests that begin near the end of a quota. */
  leave(account: string, resource: Resource, used: number, ends: number): void {
    this.#windows.set(`${account} ${resource}`, { used, ends })
  }

  clear(): void {
    this.#windows.clear()
  }
}
