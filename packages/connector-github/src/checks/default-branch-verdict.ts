import { notApplicable, type Verdict } from '@opencasb/core/connector'
import type { ProtectionSource } from '../resources/repository/protection/protection-source.ts'
import type { DefaultBranchProtection } from '../resources/repository/protection/requirement.ts'
import type { Repository } from '../resources/repository/repository-schema.ts'

/** What an archived or empty repository makes of any question about its default branch; `undefined` for all others. */
export function withoutDefaultBranch(resource: Repository, protection: DefaultBranchProtection): Verdict | undefined {
  if (resource.archived) return notApplicable('The repository is archived: nobody can push to it')
  if (protection.branch === null) return notApplicable('The repository is empty: it has no default branch')
  return undefined
}

/** Sources of a value, as evidence shows them. */
export function sourcesEvidence(sources: readonly ProtectionSource[]): readonly string[] {
  return sources.map(({ kind, name, level }) =>
    kind === 'classic' ? `classic rule "${name}"` : `ruleset "${name}" of the ${level}`,
  )
}
