import type { JsonObject } from '@opencasb/core'
import {
  type BypassActor,
  type BypassActorKind,
  type BypassActors,
  repositoryAdministrators,
} from '../resources/repository/protection/bypass-actor.ts'
import type { DefaultBranchProtection, Requirement } from '../resources/repository/protection/requirement.ts'
import { type SkipQuestion, whoCanSkip } from '../resources/repository/protection/who-can-skip.ts'
import { sourcesEvidence } from './default-branch-verdict.ts'

/** A demand of the default branch with those who may skip it. */
export interface SkippedDemand {
  readonly demand: string
  readonly actors: readonly BypassActor[]
}

/** Demands that are worth asking who may skip them. */
const demands: readonly {
  readonly name: string
  readonly of: (protection: DefaultBranchProtection) => Requirement
  readonly question: SkipQuestion
}[] = [
  {
    name: 'reviews',
    of: ({ review, pullRequest }) => (review.inForce ? review : pullRequest),
    question: { through: 'merge', allowance: 'reviews' },
  },
  { name: 'status checks', of: ({ statusChecks }) => statusChecks, question: { through: 'merge' } },
  { name: 'signatures', of: ({ signatures }) => signatures, question: { through: 'merge' } },
  {
    name: 'the block of force pushes',
    of: ({ noForcePush }) => noForcePush,
    question: { through: 'push', allowance: 'force-push-block' },
  },
  { name: 'the block of deletions', of: ({ noDeletion }) => noDeletion, question: { through: 'push' } },
]

/** Actors that administer: what binds them binds everybody. */
export const administrators: ReadonlySet<BypassActorKind> = new Set<BypassActorKind>([
  'repository-admins',
  'organization-owners',
  'enterprise-owners',
  'repository-role',
])

/** Which demands are looked at: those of classic rules alone, or those that a ruleset has a part in. */
export type DemandsOf = 'classic' | 'rulesets'

/** Demands that some actors may skip. */
export function skippedDemands(
  branch: DefaultBranchProtection,
  imposedBy: DemandsOf,
  bypass: BypassActors,
  concerns: (actor: BypassActor) => boolean,
): readonly SkippedDemand[] {
  return demands.flatMap(({ name, of, question }) => {
    const requirement = of(branch)
    if (requirement.by.every(({ kind }) => kind === 'classic') !== (imposedBy === 'classic')) return []
    const actors = whoCanSkip(requirement, bypass, question).filter(concerns)
    return actors.length > 0 ? [{ demand: name, actors }] : []
  })
}

/** Whom classic rules let past as administrators, by rule. */
export function exemptAdministrators({ sources }: DefaultBranchProtection): BypassActors {
  const exempt = sources.filter(({ bindsAdministrators }) => bindsAdministrators === false)
  return Object.fromEntries(exempt.map(({ id }) => [id, [repositoryAdministrators]]))
}

/** Skipped demands as evidence. */
export function skippedEvidence(branch: DefaultBranchProtection, skipped: readonly SkippedDemand[]): JsonObject {
  return {
    branch: branch.branch,
    skipped: skipped.map(({ demand, actors }) => ({
      demand,
      by: actors.map(({ kind, name, mode }) => ({ kind, name, mode })),
    })),
    protectedBy: sourcesEvidence(branch.sources),
  }
}
