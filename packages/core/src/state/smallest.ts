/** The `count` smallest, in order, of values that come one at a time: what a page of a sorted listing needs. */
export function smallest<T>(values: Iterable<T>, count: number, compare: (a: T, b: T) => number): T[] {
  const kept: T[] = []
  const roomy = 2 * count + 100
  for (const value of values) {
    kept.push(value)
    if (kept.length < roomy) continue
    kept.sort(compare)
    kept.length = count
  }
  return kept.sort(compare).slice(0, count)
}
