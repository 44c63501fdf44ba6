/**
 * A set of values of one condition: either the ones listed, or all but the ones listed. So a platform or an application
 * that nobody has heard of yet is a member of "all", and is missed where all but some are covered.
 */
export interface ValueSet {
  readonly allBut: boolean
  readonly values: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

/** All values there are and will be. */
export const everything: ValueSet = { allBut: true, values: none }

/** No value. */
export const nothing: ValueSet = { allBut: false, values: none }

/** The listed values. */
export function only(values: Iterable<string>): ValueSet {
  return { allBut: false, values: new Set(values) }
}

/** All but the listed values. */
export function allBut(values: Iterable<string>): ValueSet {
  return { allBut: true, values: new Set(values) }
}

export function isNothing({ allBut, values }: ValueSet): boolean {
  return !allBut && values.size === 0
}

export function isEverything({ allBut, values }: ValueSet): boolean {
  return allBut && values.size === 0
}

export function hasValue({ allBut, values }: ValueSet, value: string): boolean {
  return values.has(value) !== allBut
}

/** What is in the first and not in the second. */
export function without(first: ValueSet, second: ValueSet): ValueSet {
  if (isEverything(second)) return nothing
  if (isNothing(second)) return first
  if (!first.allBut) return only([...first.values].filter((value) => !hasValue(second, value)))
  return second.allBut
    ? only([...second.values].filter((value) => hasValue(first, value)))
    : allBut([...first.values, ...second.values])
}

/** Says whether the two have a value in common. */
export function overlaps(first: ValueSet, second: ValueSet): boolean {
  if (first.allBut && second.allBut) return true
  const [listed, other] = first.allBut ? [second, first] : [first, second]
  for (const value of listed.values) if (hasValue(other, value)) return true
  return false
}
