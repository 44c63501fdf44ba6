import { type Check, ConfigError } from '@opencasb/core'
import { closest } from './closest.ts'

/** What a user narrows checks with: ids, or patterns in which `*` stands for any characters. */
export interface CheckChoice {
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
}

/**
 * The checks that are left after `--only` and `--skip`.
 * @throws ConfigError where an id or pattern names no check, with the id that was probably meant, and where none is left:
 * nothing that was looked at is no all-clear
 */
export function selectChecks(checks: readonly Check[], choice: CheckChoice): readonly Check[] {
  const ids = checks.map((check) => check.id)
  const unknown = [...unknownPatterns('--only', choice.only, ids), ...unknownPatterns('--skip', choice.skip, ids)]
  if (unknown.length > 0) throw new ConfigError(unknown.join('\n'), { field: unknown[0]?.split(':')[0] ?? '--only' })
  const chosen = checks.filter(
    ({ id }) =>
      (choice.only === undefined || choice.only.some((pattern) => matches(pattern, id))) &&
      !choice.skip?.some((pattern) => matches(pattern, id)),
  )
  if (chosen.length > 0 || checks.length === 0) return chosen
  const field = choice.skip === undefined ? '--only' : '--skip'
  throw new ConfigError(`${field}: leaves no check; choose at least one`, { field })
}

/**
 * The ids among those that are known that ids and patterns stand for.
 * @throws ConfigError where one names none, with the id that was probably meant
 */
export function selectIds(field: string, patterns: readonly string[], ids: readonly string[]): readonly string[] {
  const unknown = unknownPatterns(field, patterns, ids)
  if (unknown.length > 0) throw new ConfigError(unknown.join('\n'), { field })
  return ids.filter((id) => patterns.some((pattern) => matches(pattern, id)))
}

/** One line for each pattern that names no check. */
export function unknownPatterns(
  field: string,
  patterns: readonly string[] | undefined,
  ids: readonly string[],
): readonly string[] {
  return (patterns ?? [])
    .filter((pattern) => !ids.some((id) => matches(pattern, id)))
    .map((pattern) => {
      const meant = pattern.includes('*') ? undefined : closest(pattern, ids)
      const remedy = meant ? `Did you mean "${meant}"?` : '`opencasb checks` lists them all.'
      return `${field}: no check matches "${pattern}". ${remedy}`
    })
}

function matches(pattern: string, id: string): boolean {
  const pieces = pattern.split('*').map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${pieces.join('.*')}$`).test(id)
}
