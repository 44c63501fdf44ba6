import { ConfigError, type Integration, type Scanner } from '@opencasb/core'
import { closest } from '../../checks/closest.ts'
import { neutral } from '../../terminal/neutral.ts'
import { firstOf } from '../../terminal/words.ts'

/**
 * The integration that the user means: by its id or its name, whole or as the beginning of both.
 * @param options `exact` where a beginning is not enough
 * @throws ConfigError where there is none, or several
 */
export async function namedIntegration(
  scanner: Pick<Scanner, 'integrations'>,
  given: string,
  options: { readonly exact?: boolean } = {},
): Promise<Integration> {
  const all = await scanner.integrations.list()
  const found = matches(all, given, options.exact === true)
  if (found.length === 1 && found[0]) return found[0]
  const text = neutral(given, 100)
  throw new ConfigError(
    found.length === 0
      ? `integration: there is no "${text}". ${hint(all, given)}`
      : `integration: "${text}" may be ${firstOf(
          found.map(({ id }) => neutral(id, 120)),
          10,
        )}. Give the id of one.`,
    { field: 'integration' },
  )
}

function matches(all: readonly Integration[], given: string, exact: boolean): readonly Integration[] {
  const word = given.toLowerCase()
  const byId = all.filter(({ id }) => id === given)
  if (byId.length > 0) return byId
  const byName = all.filter(({ name }) => name.toLowerCase() === word)
  if (byName.length > 0 || exact || word === '') return byName
  return all.filter(({ id, name }) => id.toLowerCase().startsWith(word) || name.toLowerCase().startsWith(word))
}

function hint(all: readonly Integration[], given: string): string {
  const [beginning] = matches(all, given, false)
  if (beginning) return `Give its whole name or id: "${neutral(beginning.name, 120)}".`
  const near = closest(
    given,
    all.flatMap(({ id, name }) => [name, id]),
  )
  return near === undefined
    ? '"opencasb integrations list" names those that there are.'
    : `Did you mean "${neutral(near, 120)}"?`
}
