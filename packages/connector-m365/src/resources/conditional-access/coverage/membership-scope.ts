import { belongs, canJoin, joining, leaving, type Membership, type MembershipRules } from './membership.ts'

/** Whom a policy applies to: everybody who belongs to one of `include` and to none of `exclude`. */
export interface MembershipScope {
  readonly include: readonly string[] | 'everybody'
  readonly exclude: readonly string[]
}

/** A scope without limits. */
export const everybody: MembershipScope = { include: 'everybody', exclude: [] }

/** Says whether somebody of the membership is in the scope. */
export function reaches(
  { include, exclude }: MembershipScope,
  membership: Membership,
  rules: MembershipRules,
): boolean {
  if (exclude.length > 0 && exclude.some((token) => belongs(membership, token, rules))) return false
  if (include === 'everybody') return true
  return include.some(
    (token) =>
      canJoin(membership, token, rules) &&
      !exclude.some((other) => other === token || rules.implied(token).includes(other)),
  )
}

/** Those of a membership who are not in the scope, the least special first. */
export function outside(scope: MembershipScope, membership: Membership, rules: MembershipRules): readonly Membership[] {
  const excluded = scope.exclude.flatMap((token) => joining(membership, token, rules) ?? [])
  if (scope.include === 'everybody') return excluded
  let others: Membership | undefined = membership
  for (const token of scope.include) others = others && leaving(others, token, rules)
  return others ? [others, ...excluded] : excluded
}
