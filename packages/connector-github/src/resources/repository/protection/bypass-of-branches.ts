import type { FacetOutcome } from '@opencasb/core/connector'
import type { Ruleset } from './branch-rule.ts'
import { type BypassActor, type BypassActors, repositoryAdministrators } from './bypass-actor.ts'
import { type BypassDetails, type BypassReader, rulesetVersion, unreadableBypass } from './read-bypass.ts'
import type { BranchAnswer } from './resolve-protection.ts'

/** Who may bypass the classic rules, and who the rulesets, of some branches; one outcome per branch, in order. */
export interface BranchBypass {
  readonly classic: readonly FacetOutcome<BypassActors>[]
  readonly rulesets: readonly FacetOutcome<BypassActors>[]
}

/** What of the bypass lists is wanted. */
export interface WantedBypass {
  readonly classic: boolean
  readonly rulesets: boolean
}

/** Reads who may bypass the protection of some branches; both kinds of lists in the same queries. */
export async function bypassOfBranches(
  branches: readonly BranchAnswer[],
  wanted: WantedBypass,
  reader: BypassReader,
  signal: AbortSignal,
): Promise<BranchBypass> {
  const rulesets = wanted.rulesets ? branches.flatMap(rulesetsOf) : []
  const rules = wanted.classic ? branches.flatMap(({ classic }) => (classic ? [classic] : [])) : []
  const details = await reader.read(rulesets, rules, signal)
  return {
    classic: branches.map((branch) => classicBypassOf(branch, details)),
    rulesets: branches.map((branch) => rulesetBypassOf(branch, details)),
  }
}

/** Rulesets that are in force on a branch. */
function rulesetsOf({ branch, rules }: BranchAnswer): Ruleset[] {
  if (branch === null) return []
  return rules.map(({ ruleset }) => ruleset).filter(({ enforcement }) => enforcement === 'ACTIVE')
}

function classicBypassOf({ branch, classic }: BranchAnswer, { rules }: BypassDetails): FacetOutcome<BypassActors> {
  if (branch === null || !classic) return { value: {} }
  const outcome = rules.get(classic.id) ?? unreadableBypass()
  if ('error' in outcome) return outcome
  const actors = classic.isAdminEnforced ? outcome.value : [repositoryAdministrators, ...outcome.value]
  return { value: { [classic.id]: actors } }
}

function rulesetBypassOf(branch: BranchAnswer, { rulesets }: BypassDetails): FacetOutcome<BypassActors> {
  const actors: Record<string, readonly BypassActor[]> = {}
  for (const ruleset of rulesetsOf(branch)) {
    const outcome = rulesets.get(rulesetVersion(ruleset)) ?? unreadableBypass()
    if ('error' in outcome) return outcome
    actors[ruleset.id] = outcome.value
  }
  return { value: actors }
}
