import { QuotaWindows } from '@opencasb/simulator-kit'

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

/** Counts what each account used in its current window, per resource. */
export class Quotas {
  readonly #windows = new QuotaWindows()

  state(account: string, resource: Resource, limit: number, now: number): QuotaState {
    const { used, remaining, resetsAt } = this.#windows.state(`${account} ${resource}`, limit, now)
    return { resource, limit, used, remaining, reset: Math.ceil(resetsAt / 1000) }
  }

  charge(account: string, resource: Resource, units: number, windowMs: number, now: number): void {
    this.#windows.charge(`${account} ${resource}`, units, windowMs, now)
  }

  /** Sets how much is used; for tests that begin near the end of a quota. */
  set(account: string, resource: Resource, used: number, ends: number): void {
    this.#windows.set(`${account} ${resource}`, used, ends)
  }
}
