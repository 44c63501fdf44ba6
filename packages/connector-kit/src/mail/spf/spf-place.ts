import type { SpfLookups } from './spf-lookups.ts'

/** What all steps of one walk know. */
export interface Walk {
  /** The domain whose SPF is read. */
  readonly origin: string
  readonly lookups: SpfLookups
  readonly includes: Set<string>
  readonly notFollowed: Set<string>
}

/** A record on the way, and the domains above it. */
export interface Place {
  readonly domain: string
  readonly above: readonly string[]
}
