import type { Check, Connector, JsonObject, Policy } from '@opencasb/core'
import { closest } from '../checks/closest.ts'
import { unknownPatterns } from '../checks/select-checks.ts'

/** What a well-formed policy says of things that do not exist: one sentence per problem, with the place in the file. */
export function policyProblems(policy: Policy, connectors: readonly Connector[]): readonly string[] {
  const checks = connectors.flatMap((connector) => connector.checks)
  return [...profileProblems(policy, checks), ...checkProblems(policy, checks), ...scopeProblems(policy, connectors)]
}

function profileProblems(policy: Policy, checks: readonly Check[]): readonly string[] {
  if (policy.profile === undefined) return []
  const profiles = new Set(checks.flatMap((check) => Object.keys(check.profiles ?? {})))
  return profiles.has(policy.profile) ? [] : [unknownName('profile', 'profile', policy.profile, profiles)]
}

function checkProblems(policy: Policy, checks: readonly Check[]): readonly string[] {
  const ids = checks.map((check) => check.id)
  return Object.entries(policy.checks ?? {}).flatMap(([pattern, tuning]) => {
    const place = `checks.${pattern}`
    const unknown = unknownPatterns(place, [pattern], ids)
    if (unknown.length > 0) return unknown
    const check = checks.find(({ id }) => id === pattern)
    if (!check) return []
    const profiles = Object.keys(check.profiles ?? {})
    if (tuning.profile !== undefined && !profiles.includes(tuning.profile)) {
      return [unknownName(`${place}.profile`, 'profile', tuning.profile, profiles)]
    }
    if (!tuning.params) return []
    if (!check.params) return [`${place}.params: this check takes no parameters. Remove them.`]
    const base = check.profiles?.[tuning.profile ?? policy.profile ?? ''] ?? {}
    return paramProblems(`${place}.params`, check.params, base, tuning.params)
  })
}

function paramProblems(
  place: string,
  schema: NonNullable<Check['params']>,
  base: JsonObject,
  given: JsonObject,
): readonly string[] {
  const result = schema['~standard'].validate({ ...base, ...given })
  if (result instanceof Promise) return []
  if (result.issues) {
    return result.issues.map((issue) => {
      const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part))
      return `${[place, ...path].join('.')}: ${issue.message}`
    })
  }
  // Schemas drop what they do not know. A misspelt parameter must not pass for one that is set.
  const known = Object.keys(Object(result.value))
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => unknownName(`${place}.${name}`, 'parameter', name, known))
}

function scopeProblems(policy: Policy, connectors: readonly Connector[]): readonly string[] {
  const names = connectors.flatMap((connector) => connector.resources.map((resource) => resource.name))
  return Object.keys(policy.scope ?? {})
    .filter((name) => !names.includes(name))
    .map((name) => unknownName(`scope.${name}`, 'resource type', name, names))
}

function unknownName(place: string, noun: string, name: string, known: Iterable<string>): string {
  const all = [...known]
  const meant = closest(name, all)
  const remedy = meant ? `Did you mean "${meant}"?` : all.length > 0 ? `There is: ${all.join(', ')}.` : 'There is none.'
  return `${place}: there is no ${noun} "${name}". ${remedy}`
}
