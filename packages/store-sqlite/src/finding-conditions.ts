import { type FindingFilter, findingStates, type Severity } from '@opencasb/core'
import { normalizeTime, storedSeverities, toStoredKeys, toStoredList } from '@opencasb/store-kit'
import { containsText } from './search-text.ts'

/** Conditions of a query with their values, in order. */
export interface Conditions {
  readonly conditions: string[]
  readonly values: (string | number)[]
}

/** A filter as conditions on the table of findings. */
export function findingConditions(filter: FindingFilter): Conditions {
  const conditions: string[] = []
  const values: (string | number)[] = []
  const among = (
    list: readonly string[] | undefined,
    condition: (wanted: string) => string,
    toStored = toStoredList,
  ): void => {
    if (!list) return
    conditions.push(condition('(select value from json_each(?))'))
    values.push(toStored(list))
  }
  // Of these there are a few: the statement has a place for each, which is faster than a list to take apart.
  const oneOf = (column: string, wanted: readonly (string | number)[] | undefined): void => {
    if (!wanted) return
    conditions.push(`${column} in (${wanted.map(() => '?').join(', ')})`)
    values.push(...wanted)
  }
  among(filter.integration, (wanted) => `integration_id in (select id from integration where key in ${wanted})`)
  among(filter.connector, (wanted) => `words_id in (select id from check_words where connector in ${wanted})`)
  among(filter.check, (wanted) => `words_id in (select id from check_words where check_id in ${wanted})`)
  among(filter.category, (wanted) => `words_id in (select id from check_words where category in ${wanted})`)
  oneOf('state', filter.state && findingStates.filter((state) => filter.state?.includes(state)))
  among(filter.assetKind, (wanted) => `asset_kind in ${wanted}`)
  among(filter.asset, (wanted) => `asset_id in ${wanted}`, toStoredKeys)
  oneOf('severity', filter.severity && numbersOf(filter.severity))
  if (filter.firstSeenSince) {
    conditions.push('first_seen >= ?')
    values.push(normalizeTime(filter.firstSeenSince))
  }
  if (filter.unknown) conditions.push('unknown_since is not null')
  if (filter.text) {
    const text = filter.text.toLowerCase()
    const words = `words_id in (select id from check_words where ${containsText('title')})`
    conditions.push(`(${words} or ${containsText('message')} or ${containsText('asset_name')})`)
    values.push(text, text, text)
  }
  return { conditions, values }
}

function numbersOf(severities: readonly Severity[]): number[] {
  return storedSeverities.flatMap((severity, number) => (severities.includes(severity) ? [number] : []))
}
