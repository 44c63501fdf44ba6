import { membershipDimensions } from './dimensions.ts'
import { type Hole, holeOf, isPartOf } from './hole.ts'
import type { MembershipRules } from './membership.ts'
import { applies, type Region, remainder, type Scope } from './region.ts'

/** What policies leave open of a region. */
export interface Uncovered {
  readonly holes: readonly Hole[]
  /** False where there was too much to look through: more holes may exist, and where none was found, nothing is known. */
  readonly complete: boolean
}

/**
 * How much is looked through before giving up, in names of groups, places and rules that come by. Real tenants take a
 * few hundred; policies that all leave out something else in several ways at once would take for ever.
 */
const maxWork = 60_000
/** How many names the holes that are told may have together. */
const maxHoleNames = 1000

/**
 * Looks for sign-ins of a region that none of the scopes applies to. What one scope leaves over is shown to the next one,
 * so that policies which only together cover everything are seen as what they are. Holes that are part of another one
 * are left out.
 * @param all the widest first, which is faster
 */
export function findUncovered(asked: Region, all: readonly Scope[], rules: MembershipRules): Uncovered {
  const scopes = all.filter((scope) => applies(scope, asked, rules))
  const holes: Hole[] = []
  const pending: { region: Region; next: number }[] = [{ region: asked, next: 0 }]
  let work = 0
  let names = 0
  for (let one = pending.pop(); one; one = pending.pop()) {
    const { region, next } = one
    work += 10 + size(region)
    if (work > maxWork || names > maxHoleNames) return { holes: widest(holes), complete: false }
    const hole = holeOf(region, asked)
    if (holes.some((found) => isPartOf(hole, found))) continue
    const index = scopes.findIndex((scope, at) => at >= next && applies(scope, region, rules))
    const scope = scopes[index]
    if (!scope) {
      holes.push(hole)
      names += 1 + hole.principals.length + hole.locations.length + hole.devices.length
    } else {
      const rest = remainder(region, scope, rules)
      // The last one pushed is looked at first: the widest.
      for (const part of rest.toReversed()) pending.push({ region: part, next: index + 1 })
    }
  }
  return { holes: widest(holes), complete: true }
}

/** Holes that are no part of another one. */
function widest(holes: readonly Hole[]): readonly Hole[] {
  return holes.filter((hole) => !holes.some((other) => other !== hole && isPartOf(hole, other)))
}

function size(region: Region): number {
  return membershipDimensions.reduce((sum, name) => sum + region[name].in.length + region[name].notIn.length, 0)
}
