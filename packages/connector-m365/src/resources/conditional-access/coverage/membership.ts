/**
 * People, places and devices are described by what they belong to: groups and named locations overlap in ways that
 * policies do not tell. A membership is everybody who belongs to all of `in` and to none of `notIn`.
 */
export interface Membership {
  readonly in: readonly string[]
  readonly notIn: readonly string[]
}

/** What belonging to one thing says about others. */
export interface MembershipRules {
  /** What everybody who belongs to it belongs to as well. */
  implied(token: string): readonly string[]
  /** Nobody belongs to two things of one family: a person is one user, and a guest of one kind. */
  family(token: string): string | undefined
}

/** Everybody. */
export const anybody: Membership = { in: [], notIn: [] }

/** Says whether some of a membership may belong to something as well. */
export function canJoin(membership: Membership, token: string, rules: MembershipRules): boolean {
  if (membership.in.includes(token)) return true
  if (membership.notIn.includes(token)) return false
  const implied = rules.implied(token)
  if (implied.some((one) => membership.notIn.includes(one))) return false
  const family = rules.family(token)
  return (
    family === undefined ||
    !membership.in.some(
      (other) => rules.family(other) === family && !implied.includes(other) && !rules.implied(other).includes(token),
    )
  )
}

/** Those of a membership who also belong to something; undefined where there is nobody. */
export function joining(membership: Membership, token: string, rules: MembershipRules): Membership | undefined {
  if (membership.in.includes(token)) return membership
  return canJoin(membership, token, rules) ? { in: [...membership.in, token], notIn: membership.notIn } : undefined
}

/** Those of a membership who do not belong to something; undefined where there is nobody. */
export function leaving(membership: Membership, token: string, rules: MembershipRules): Membership | undefined {
  if (belongs(membership, token, rules)) return undefined
  return membership.notIn.includes(token) ? membership : { in: membership.in, notIn: [...membership.notIn, token] }
}

/** Says whether everybody of a membership belongs to something. */
export function belongs(membership: Membership, token: string, rules: MembershipRules): boolean {
  return membership.in.some((one) => one === token || rules.implied(one).includes(token))
}
