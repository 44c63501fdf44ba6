import { type MembershipDimension, membershipDimensions, type ValueDimension, valueDimensions } from './dimensions.ts'
import { anybody, type Membership, type MembershipRules } from './membership.ts'
import { everybody, type MembershipScope, outside, reaches } from './membership-scope.ts'
import { everything, isNothing, overlaps, type ValueSet, without } from './value-set.ts'

/** Who signs in: people and service principals have policies of their own. */
export type Subject = 'users' | 'service-principals'

/** A set of sign-ins: all that have one of the values of each condition. */
export interface Region extends Readonly<Record<ValueDimension, ValueSet>> {
  readonly subject: Subject
  readonly principals: Membership
  readonly locations: Membership
  readonly devices: Membership
}

/** The sign-ins that a policy applies to. */
export interface Scope extends Readonly<Record<ValueDimension, ValueSet>> {
  readonly subject: Subject
  readonly principals: MembershipScope
  readonly locations: MembershipScope
  readonly devices: MembershipScope
}

/** All sign-ins of people. */
export const allSignIns: Region = {
  subject: 'users',
  principals: anybody,
  locations: anybody,
  devices: anybody,
  ...everyValue(),
}

/** What a policy without conditions applies to. */
export const unlimited: Scope = {
  subject: 'users',
  principals: everybody,
  locations: everybody,
  devices: everybody,
  ...everyValue(),
}

/** Says whether a policy applies to some of the sign-ins. */
export function applies(scope: Scope, region: Region, rules: MembershipRules): boolean {
  return (
    scope.subject === region.subject &&
    valueDimensions.every((name) => overlaps(region[name], scope[name])) &&
    membershipDimensions.every((name) => reaches(scope[name], region[name], rules))
  )
}

/**
 * The sign-ins of a region that a policy does not apply to, as regions that may overlap: a sign-in escapes a policy by
 * escaping one of its conditions. Those that are hardly smaller than the region come first.
 */
export function remainder(region: Region, scope: Scope, rules: MembershipRules): readonly Region[] {
  const wide: Region[] = []
  const narrow: Region[] = []
  for (const name of valueDimensions) {
    const rest = without(region[name], scope[name])
    if (isNothing(rest)) continue
    const list = rest.allBut ? wide : narrow
    list.push({ ...region, [name]: rest })
  }
  for (const name of membershipDimensions) {
    for (const rest of outside(scope[name], region[name], rules)) {
      const list = rest.in.length === region[name].in.length ? wide : narrow
      list.push(withMembership(region, name, rest))
    }
  }
  return [...wide, ...narrow]
}

function withMembership(region: Region, name: MembershipDimension, membership: Membership): Region {
  return { ...region, [name]: membership }
}

function everyValue(): Record<ValueDimension, ValueSet> {
  return Object.fromEntries(valueDimensions.map((name) => [name, everything])) as Record<ValueDimension, ValueSet>
}
