const dayMs = 86_400_000

/** Whole days from a moment to now. */
export function daysSince(moment: Date, now: Date): number {
  return Math.floor((now.getTime() - moment.getTime()) / dayMs)
}
