import type { BypassActor, BypassActors } from './bypass-actor.ts'
import type { Requirement } from './requirement.ts'

/** How a requirement is met or missed. */
export interface SkipQuestion {
  /**
   * `merge`: it holds pull requests back, so merging one past it is enough. `push`: it can only be broken by a push,
   * which a bypass for pull requests does not allow.
   */
  readonly through: 'merge' | 'push'
  /** Allowances of classic rules that concern this requirement. */
  readonly allowance?: BypassActor['skips']
}

/**
 * Who may skip a requirement: whoever can bypass every source that imposes it. One source without a way around it
 * holds for everybody.
 */
export function whoCanSkip(
  requirement: Requirement,
  bypass: BypassActors,
  question: SkipQuestion,
): readonly BypassActor[] {
  const perSource = requirement.by.map(({ id }) => (bypass[id] ?? []).filter((actor) => applies(actor, question)))
  const [first = [], ...others] = perSource
  // Actors of any source may be the narrower ones, so each list is held against all others.
  const candidates = [first, ...others].flat()
  const skippers = candidates.flatMap((actor) => {
    const matches = perSource.map((actors) => actors.find((other) => covers(other, actor)))
    if (!matches.every((match) => match !== undefined)) return []
    return [
      {
        ...actor,
        mode: matches.some((match) => match?.mode === 'pull-request') ? ('pull-request' as const) : actor.mode,
      },
    ]
  })
  return [...new Map(skippers.map((actor) => [`${actor.kind} ${actor.name}`, actor])).values()]
}

function applies({ mode, skips }: BypassActor, { through, allowance }: SkipQuestion): boolean {
  if (through === 'push' && mode === 'pull-request') return false
  return skips === 'everything' || skips === allowance
}

/** Repository roles, each holding all that stands before it. */
const roles = ['write', 'maintain', 'admin']

/** Says whether everybody meant by `narrow` is meant by `wide` as well. */
function covers(wide: BypassActor, narrow: BypassActor): boolean {
  if (wide.kind === narrow.kind && wide.name === narrow.name) return true
  const needed = roleOf(wide)
  const held = roleOf(narrow)
  return needed !== undefined && held !== undefined && held >= needed
}

/** Owners of the organisation administer every repository of it. */
function roleOf({ kind, name }: BypassActor): number | undefined {
  if (kind === 'organization-owners') return roles.length
  if (kind === 'repository-admins') return roles.indexOf('admin')
  const role = kind === 'repository-role' ? roles.indexOf(name) : -1
  return role < 0 ? undefined : role
}
