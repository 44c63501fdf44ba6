const dayMs = 86_400_000

/** Whole days from a moment to another; negative where it lies ahead. */
export function daysBetween(from: string, to: Date): number {
  return Math.floor((to.getTime() - Date.parse(from)) / dayMs)
}
