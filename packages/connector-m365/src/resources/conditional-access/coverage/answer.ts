import { type Demand, enforces } from './demand.ts'
import type { EnforcedPolicy } from './enforced-policy.ts'
import type { Hole } from './hole.ts'
import type { MembershipRules } from './membership.ts'
import type { Question } from './question.ts'
import type { Region, Scope } from './region.ts'
import type { Certainty } from './strength-level.ts'
import { findUncovered, type Uncovered } from './uncovered.ts'

/** What the policies of a tenant say to a question. */
export type Answer =
  /** Whatever is asked about, some policy enforces it. */
  | { readonly outcome: 'covered'; readonly policies: readonly string[] }
  /** These sign-ins are left open for certain. */
  | {
      readonly outcome: 'open'
      readonly holes: readonly HoleOfRegion[]
      /** What is open if the policies that we cannot read in full do nothing. */
      readonly possible: readonly HoleOfRegion[]
      readonly doubts: readonly string[]
      /** False where there are more holes than were looked for. */
      readonly complete: boolean
      readonly policies: readonly string[]
    }
  /** It depends on what we cannot read. */
  | { readonly outcome: 'uncertain'; readonly doubts: readonly string[] }

/** A hole, and in which of the question's regions it is. */
export interface HoleOfRegion extends Hole {
  readonly region: Region
}

/** What is known besides the policies. */
export interface AnswerContext {
  readonly rules: MembershipRules
  /** Ids of users, groups and roles that may be excluded: their exclusion is no hole. Lower case. */
  readonly allowedExclusions: ReadonlySet<string>
}

/**
 * Answers a question from all policies together. A policy that we cannot read in full counts twice: what is covered
 * without it is covered, what is open with it is open, and the rest is uncertain.
 */
export function answerQuestion(
  policies: readonly EnforcedPolicy[],
  { regions, demands }: Question,
  context: AnswerContext,
): Answer {
  const rated = policies
    .map((policy) => ({ policy, certainty: certaintyOf(policy, demands) }))
    .filter(({ certainty }) => certainty !== 'no')
  const certain = rated.filter(({ certainty }) => certainty === 'yes').map(({ policy }) => policy)
  const names = certain.map(({ name }) => name)

  const strict = look(certain, regions, context)
  if (strict.holes.length === 0 && strict.complete) return { outcome: 'covered', policies: names }
  if (strict.holes.length === 0) return { outcome: 'uncertain', doubts: [tooMany] }
  const doubtful = rated.filter(({ certainty }) => certainty === 'unknown').map(({ policy }) => policy)
  if (doubtful.length === 0) return { outcome: 'open', ...strict, possible: strict.holes, doubts: [], policies: names }

  const lenient = look(
    rated.map(({ policy }) => policy),
    regions,
    context,
  )
  const doubts = doubtful.map(describeDoubt)
  return lenient.holes.length > 0
    ? { outcome: 'open', ...lenient, possible: strict.holes, doubts, policies: names }
    : { outcome: 'uncertain', doubts }
}

/** What is said where the search was given up. */
export const tooMany = 'the policies are too many to look through'

function certaintyOf({ controls, doubts }: EnforcedPolicy, demands: readonly Demand[]): Certainty {
  const each = demands.map((demand) => enforces(controls, demand))
  if (each.includes('yes')) return doubts.length > 0 ? 'unknown' : 'yes'
  return each.includes('unknown') ? 'unknown' : 'no'
}

function look(
  policies: readonly EnforcedPolicy[],
  regions: readonly Region[],
  { rules, allowedExclusions }: AnswerContext,
): { holes: HoleOfRegion[]; complete: boolean } {
  const scopes = policies.map(({ scope }) => allowing(scope, allowedExclusions))
  const holes: HoleOfRegion[] = []
  const alike = new Map<string, Uncovered>()
  let complete = true
  for (const region of regions) {
    const likeness = likenessOf(region, scopes)
    const found = (likeness !== undefined && alike.get(likeness)) || findUncovered(region, scopes, rules)
    if (likeness !== undefined) alike.set(likeness, found)
    complete &&= found.complete
    holes.push(...found.holes.map((hole) => ({ ...hole, region })))
  }
  return { holes, complete }
}

/** Regions of roles or kinds of guests that the same policies name have the same answer: it is looked for once. */
function likenessOf({ principals }: Region, scopes: readonly Scope[]): string | undefined {
  const [token, another] = principals.in
  if (token === undefined || another !== undefined || !/^(?:role|guest):/.test(token)) return undefined
  const parts = `${token}@`
  const named: string[] = []
  for (const [at, { principals: scope }] of scopes.entries()) {
    const include = scope.include === 'everybody' ? [] : scope.include
    // Where guests of single tenants are named, kinds of guests are not alike.
    if (include.some((one) => one.startsWith(parts)) || scope.exclude.some((one) => one.startsWith(parts)))
      return undefined
    if (include.includes(token)) named.push(`+${at}`)
    if (scope.exclude.includes(token)) named.push(`-${at}`)
  }
  return named.join()
}

/** The scope as if allowed exclusions had not been made. */
function allowing(scope: Scope, allowed: ReadonlySet<string>): Scope {
  if (allowed.size === 0 || scope.principals.exclude.length === 0) return scope
  const exclude = scope.principals.exclude.filter((token) => !allowed.has(token.slice(token.indexOf(':') + 1)))
  return { ...scope, principals: { ...scope.principals, exclude } }
}

function describeDoubt({ name, doubts, controls }: EnforcedPolicy): string {
  const reasons = doubts.length > 0 ? doubts : [...(controls.grant?.others ?? []), ...(controls.grant?.builtIn ?? [])]
  return reasons.length > 0 ? `${name} (${reasons.join(', ')})` : name
}
