const dayMs = 86_400_000

/** Whole days from a moment to now, negative for what is to come; undefined where it cannot be read. */
export function daysSince(moment: string | undefined, now: Date): number | undefined {
  const time = Date.parse(moment ?? '')
  return Number.isNaN(time) ? undefined : Math.floor((now.getTime() - time) / dayMs)
}

/** Whole days from one moment to another; undefined where one of them cannot be read. */
export function daysBetween(from: string | undefined, to: string | undefined): number | undefined {
  const end = Date.parse(to ?? '')
  return Number.isNaN(end) ? undefined : daysSince(from, new Date(end))
}
