const dayMs = 86_400_000

/** Whole days from a moment to now. A moment that cannot be read counts as now. */
export function daysSince(moment: string, now: Date): number {
  const time = Date.parse(moment)
  return Number.isNaN(time) ? 0 : Math.floor((now.getTime() - time) / dayMs)
}

/** Whole months from a moment to now, by the calendar. A moment that cannot be read counts as now. */
export function monthsSince(moment: string, now: Date): number {
  const then = new Date(moment)
  if (Number.isNaN(then.getTime())) return 0
  const months = (now.getUTCFullYear() - then.getUTCFullYear()) * 12 + now.getUTCMonth() - then.getUTCMonth()
  return now.getUTCDate() < then.getUTCDate() ? months - 1 : months
}
