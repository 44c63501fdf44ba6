import { membershipDimensions, type ValueDimension, valueDimensions } from './dimensions.ts'
import type { Region } from './region.ts'

/**
 * What is special about sign-ins that no policy covers. An empty hole is a plain one: nobody in particular, nowhere in
 * particular. Holes leave out what is not special ("from anywhere but these").
 */
export interface Hole {
  /** `group:…`, `user:…`, `role:…`, `guest:…`: who belongs to all of them is not covered. */
  readonly principals: readonly string[]
  readonly locations: readonly string[]
  readonly devices: readonly string[]
  /** Condition → the values that are not covered. */
  readonly values: Readonly<Partial<Record<ValueDimension, readonly string[]>>>
}

/** Tells what is special about a region, compared with the one that was asked about. */
export function holeOf(region: Region, asked: Region): Hole {
  const [principals = [], locations = [], devices = []] = membershipDimensions.map((name) =>
    region[name].in.filter((token) => !asked[name].in.includes(token)).sort(),
  )
  const values: Partial<Record<ValueDimension, readonly string[]>> = {}
  for (const name of valueDimensions) {
    const { allBut, values: own } = region[name]
    if (!allBut && (asked[name].allBut || asked[name].values.size > own.size)) values[name] = [...own].sort()
  }
  return { principals, locations, devices, values }
}

/** Says whether a hole is as special as another one, or more so. */
export function isPartOf(hole: Hole, wider: Hole): boolean {
  if (wider.principals.length > hole.principals.length) return false
  return (
    wider.principals.every((token) => hole.principals.includes(token)) &&
    wider.locations.every((token) => hole.locations.includes(token)) &&
    wider.devices.every((token) => hole.devices.includes(token)) &&
    valueDimensions.every((name) => {
      const own = hole.values[name]
      const others = wider.values[name]
      return others === undefined || own?.every((value) => others.includes(value))
    })
  )
}
