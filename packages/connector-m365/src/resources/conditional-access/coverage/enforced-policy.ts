import type { ConditionalAccessPolicy } from '../policy.ts'
import type { Controls } from './demand.ts'
import { membershipDimensions, valueDimensions } from './dimensions.ts'
import type { Scope } from './region.ts'
import { scopeOf } from './scope-of.ts'
import { type StrengthLevel, strengthLevel } from './strength-level.ts'
import { isEverything } from './value-set.ts'

/** A policy that is switched on, in the form that questions are answered from. */
export interface EnforcedPolicy {
  readonly id: string
  readonly name: string
  readonly scope: Scope
  readonly controls: Controls
  /** What of it cannot be read: it may apply to less than its scope says, or not at all. */
  readonly doubts: readonly string[]
}

/** Built-in strengths, for where Graph only names them. */
const builtInStrengths: Readonly<Record<string, StrengthLevel>> = {
  '00000000-0000-0000-0000-000000000002': { multifactor: 'yes', phishingResistant: 'no' },
  '00000000-0000-0000-0000-000000000003': { multifactor: 'yes', phishingResistant: 'no' },
  '00000000-0000-0000-0000-000000000004': { multifactor: 'yes', phishingResistant: 'yes' },
}

/**
 * Policies that are on, the widest first. Policies that only report, or are off, enforce nothing.
 * @param strengths combinations that the tenant's authentication strengths accept, by id
 */
export function enforcedPolicies(
  policies: Iterable<ConditionalAccessPolicy>,
  strengths: ReadonlyMap<string, readonly string[]>,
): readonly EnforcedPolicy[] {
  const enforced: EnforcedPolicy[] = []
  for (const { id, name, state, conditions, grant, session } of policies) {
    if (state === 'disabled' || state === 'enabledForReportingButNotEnforced') continue
    const doubts = [...conditions.unknown, ...doubtfulFilters(conditions.deviceFilter?.mode)]
    enforced.push({
      id,
      name,
      scope: scopeOf(conditions),
      controls: { grant, session, strength: levelOf(grant?.strength, strengths) },
      doubts: state === 'enabled' ? doubts : [...doubts, `state ${state}`],
    })
  }
  // By id where they are alike: the order that Graph lists them in must not matter.
  return enforced.sort((one, other) => limits(one.scope) - limits(other.scope) || (one.id < other.id ? -1 : 1))
}

function doubtfulFilters(mode: string | undefined): readonly string[] {
  return mode === undefined || mode === 'include' || mode === 'exclude' ? [] : [`devices.deviceFilter.mode ${mode}`]
}

function levelOf(
  strength: { readonly id: string; readonly combinations: readonly string[] | undefined } | undefined,
  strengths: ReadonlyMap<string, readonly string[]>,
): StrengthLevel | undefined {
  if (!strength) return undefined
  const combinations = strengths.get(strength.id.toLowerCase()) ?? strength.combinations
  return combinations ? strengthLevel(combinations) : builtInStrengths[strength.id.toLowerCase()]
}

function limits(scope: Scope): number {
  const values = valueDimensions.filter((name) => !isEverything(scope[name]))
  const memberships = membershipDimensions.map(
    (name) => (scope[name].include === 'everybody' ? 0 : 10) + scope[name].exclude.length / 100,
  )
  return values.length * 10 + memberships.reduce((sum, count) => sum + count, 0)
}
