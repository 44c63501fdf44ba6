/** What is left of a quota. */
export interface QuotaState {
  readonly limit: number
  readonly used: number
  readonly remaining: number
  /** When the window ends, milliseconds since 1970; now, where none has begun. */
  readonly resetsAt: number
}

interface Window {
  used: number
  /** Milliseconds since 1970. */
  ends: number
}

/** Counts what each payer used in its current window. A window begins with the first request. */
export class QuotaWindows {
  readonly #windows = new Map<string, Window>()

  /** @param key who pays, and for what */
  state(key: string, limit: number, now: number): QuotaState {
    const window = this.#windows.get(key)
    const open = window && window.ends > now
    const used = open ? Math.min(window.used, limit) : 0
    return { limit, used, remaining: limit - used, resetsAt: open ? window.ends : now }
  }

  charge(key: string, units: number, windowMs: number, now: number): void {
    const window = this.#windows.get(key)
    if (window && window.ends > now) window.used += units
    else this.#windows.set(key, { used: units, ends: now + windowMs })
  }

  /** Sets how much is used; for tests that begin near the end of a quota. */
  set(key: string, used: number, ends: number): void {
    this.#windows.set(key, { used, ends })
  }

  clear(): void {
    this.#windows.clear()
  }
}
