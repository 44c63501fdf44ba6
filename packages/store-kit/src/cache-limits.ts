/** How many answers are kept and gathered: the same in all stores. */
export interface CacheLimits {
  /** Compressed bytes kept for each integration. */
  readonly capacity: number
  /** Answers that nobody asked for in so many days make room. */
  readonly staleDays: number
  /** So many answers are written together. */
  readonly pending: number
  /** So many characters of them are, where they are long. */
  readonly pendingCharacters: number
}

/** See {@link CacheLimits}. */
export const cacheLimits: CacheLimits = {
  capacity: 256 * 1024 * 1024,
  staleDays: 7,
  pending: 250,
  pendingCharacters: 4 * 1024 * 1024,
}

const dayMs = 24 * 60 * 60 * 1_000

/** The day of a time, by which is noted when an answer was last asked for. */
export function dayOf(ms: number): number {
  return Math.floor(ms / dayMs)
}
