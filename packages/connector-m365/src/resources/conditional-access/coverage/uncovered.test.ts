import { describe, expect, it } from 'vitest'
import type { Hole } from './hole.ts'
import type { MembershipScope } from './membership-scope.ts'
import { allSignIns, type Scope, unlimited } from './region.ts'
import { tenantRules } from './tenant-rules.ts'
import { findUncovered } from './uncovered.ts'
import { allBut, hasValue, only, type ValueSet } from './value-set.ts'

const rules = tenantRules(['office'])

/** A sign-in, down to the last detail. */
interface SignIn {
  readonly who: readonly string[]
  readonly where: readonly string[]
  readonly app: string
  readonly platform: string
}

const people = subsets(['group:a', 'group:b', 'role:r']).flatMap((groups) =>
  [[], ['user:u'], ['user:v']].flatMap((user) =>
    [[], ['guest:g'], ['guest:h'], ['guest:h', 'guest:h@t']].map((kind) => [...user, ...kind, ...groups]),
  ),
)
const places = [[], ['location:AllTrusted'], ['location:office', 'location:AllTrusted']].flatMap((trusted) => [
  trusted,
  [...trusted, 'location:cafe'],
])
const signIns: readonly SignIn[] = people.flatMap((who) =>
  places.flatMap((where) =>
    ['x', 'y', 'never heard of'].flatMap((app) =>
      ['iOS', 'windows', 'never heard of'].map((platform) => ({ who, where, app, platform })),
    ),
  ),
)
const tokens = ['group:a', 'group:b', 'role:r', 'user:u', 'user:v', 'guest:g', 'guest:h', 'guest:h@t']

/** Random numbers that are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * below)
  }
}

function subsets(all: readonly string[]): readonly (readonly string[])[] {
  const sets: (readonly string[])[] = [[]]
  for (const one of all) sets.push(...sets.map((set) => [...set, one]))
  return sets
}

function scope(roll: (below: number) => number): Scope {
  const some = (list: readonly string[], most: number) => list.filter(() => roll(list.length) < most)
  const values = (list: readonly string[]): ValueSet => (roll(2) === 0 ? allBut(some(list, 1)) : only(some(list, 2)))
  const members = (list: readonly string[]): MembershipScope => ({
    include: roll(4) > 0 ? 'everybody' : some(list, 4),
    exclude: roll(2) === 0 ? [] : some(list, 1),
  })
  return {
    ...unlimited,
    principals: members(tokens),
    locations: members(['location:AllTrusted', 'location:office', 'location:cafe']),
    applications: roll(3) > 0 ? unlimited.applications : values(['x', 'y']),
    platforms: roll(3) > 0 ? unlimited.platforms : values(['iOS', 'windows']),
  }
}

function isIn(scope: MembershipScope, of: readonly string[]): boolean {
  const included = scope.include === 'everybody' || scope.include.some((token) => of.includes(token))
  return included && !scope.exclude.some((token) => of.includes(token))
}

function appliesTo(scope: Scope, { who, where, app, platform }: SignIn): boolean {
  return (
    isIn(scope.principals, who) &&
    isIn(scope.locations, where) &&
    hasValue(scope.applications, app) &&
    hasValue(scope.platforms, platform)
  )
}

function isInHole({ principals, locations, values }: Hole, { who, where, app, platform }: SignIn): boolean {
  return (
    principals.every((token) => who.includes(token)) &&
    locations.every((token) => where.includes(token)) &&
    (values.applications?.includes(app) ?? true) &&
    (values.platforms?.includes(platform) ?? true)
  )
}

describe('what policies leave uncovered', () => {
  const seeds = Array.from({ length: 300 }, (_, at) => at + 1)

  it('is what trying every sign-in finds', () => {
    let covered = 0
    for (const seed of seeds) {
      const roll = dice(seed)
      const scopes = Array.from({ length: 1 + roll(6) }, () => scope(roll))
      const { holes, complete } = findUncovered(allSignIns, scopes, rules)
      expect(complete).toBe(true)
      const open = signIns.filter((one) => !scopes.some((policy) => appliesTo(policy, one)))
      expect(holes.length === 0, `seed ${seed}`).toBe(open.length === 0)
      // Each uncovered sign-in is in a hole, and each hole has one.
      expect(
        open.every((one) => holes.some((hole) => isInHole(hole, one))),
        `seed ${seed}`,
      ).toBe(true)
      expect(
        holes.every((hole) => open.some((one) => isInHole(hole, one))),
        `seed ${seed}`,
      ).toBe(true)
      if (open.length === 0) covered += 1
    }
    // Both kinds of worlds were tried.
    expect(covered).toBeGreaterThan(50)
    expect(covered).toBeLessThan(250)
  })

  it('does not depend on the order of the policies', () => {
    for (const seed of seeds) {
      const roll = dice(seed)
      const scopes = Array.from({ length: 1 + roll(6) }, () => scope(roll))
      const there = findUncovered(allSignIns, scopes, rules).holes
      const back = findUncovered(allSignIns, scopes.toReversed(), rules).holes
      expect(there.length === 0).toBe(back.length === 0)
    }
  })

  it('is looked for with a limit, and says where it gave up', () => {
    const scopes = Array.from({ length: 200 }, (_, at) => ({
      ...unlimited,
      principals: { include: 'everybody' as const, exclude: [`group:${at}`] },
      applications: allBut([`app ${at}`]),
      locations: { include: 'everybody' as const, exclude: [`location:${at}`] },
    }))
    const { holes, complete } = findUncovered(allSignIns, scopes, rules)
    expect(complete).toBe(false)
    expect(holes.length).toBeGreaterThan(0)
  })
})
