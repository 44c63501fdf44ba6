import type { FindingFilter } from '@opencasb/core'
import { toStoredList } from '@opencasb/store-kit'
import type { Database } from './database.ts'
import type { FindingPlace } from './finding-place.ts'

/** Of more than these, findings are read together and the others skipped. */
const mostSources = 16

/** Findings that an index holds in the order of listings within each severity. */
export interface FindingSource {
  readonly index: 'finding_order' | 'finding_order_of' | 'finding_words' | 'finding_asset'
  /** The column that the index begins with, and its value. */
  readonly owner?: { readonly column: 'integration_id' | 'words_id'; readonly id: number }
  /** Set where all findings of the source are of one integration. */
  readonly integrationId?: number
}

/** Where the findings of a filter are read, and what of the filter is left to ask of each of them. */
export interface FindingSources {
  readonly sources: readonly FindingSource[]
  readonly rest: FindingFilter
}

/** A part of a source that can be read from its beginning. */
export interface Stretch {
  readonly conditions: readonly string[]
  readonly values: readonly (string | number)[]
}

/** Chooses where to read: by asset, by check, by integration, or all. */
export function findingSources(database: Database, filter: FindingFilter): FindingSources {
  if (filter.asset) return { sources: [{ index: 'finding_asset' }], rest: filter }
  if (filter.check) {
    const { check: _, connector: _connector, category: _category, integration: _integration, ...rest } = filter
    const words = wordsOf(database, filter)
    if (words.length <= mostSources) return { sources: words, rest }
  }
  if (filter.integration) {
    const { integration, ...rest } = filter
    const sources = integrationsOf(database, integration)
    if (sources.length <= mostSources) return { sources, rest }
  }
  return { sources: [{ index: 'finding_order' }], rest: filter }
}

function wordsOf(database: Database, { check, connector, category, integration }: FindingFilter): FindingSource[] {
  const conditions: string[] = []
  const values: string[] = []
  const among = (condition: string, list: readonly string[] | undefined): void => {
    if (!list) return
    conditions.push(condition.replace('*', '(select value from json_each(?))'))
    values.push(toStoredList(list))
  }
  among('check_id in *', check)
  among('connector in *', connector)
  among('category in *', category)
  among('integration_id in (select id from integration where key in *)', integration)
  const sql = `select id, integration_id from check_words where ${conditions.join(' and ')} limit ${mostSources + 1}`
  return database.all<{ id: number; integration_id: number }>(sql, ...values).map(({ id, integration_id }) => ({
    index: 'finding_words',
    owner: { column: 'words_id', id },
    integrationId: integration_id,
  }))
}

function integrationsOf(database: Database, keys: readonly string[]): FindingSource[] {
  const sql = `select id from integration where key in (select value from json_each(?)) limit ${mostSources + 1}`
  return database.all<{ id: number }>(sql, toStoredList(keys)).map(({ id }) => ({
    index: 'finding_order_of',
    owner: { column: 'integration_id', id },
    integrationId: id,
  }))
}

/** The parts of a source that stand behind a place of the same severity, in order. */
export function stretchesOf({ owner, integrationId }: FindingSource, after: FindingPlace | undefined): Stretch[] {
  const conditions = owner ? [`${owner.column} = ?`] : []
  const values = owner ? [owner.id] : []
  if (!after) return [{ conditions, values }]
  const { first_seen, fingerprint, integration_id } = after
  const stretch = (condition: string, ...more: (string | number)[]): Stretch => ({
    conditions: [...conditions, condition],
    values: [...values, ...more],
  })
  const older = stretch('first_seen < ?', first_seen)
  if (integrationId === undefined) {
    const behind = 'first_seen = ? and (fingerprint, integration_id) > (?, ?)'
    return [stretch(behind, first_seen, fingerprint, integration_id), older]
  }
  // Of findings with the same fingerprint those of a smaller integration have been listed.
  const comparison = integrationId > integration_id ? '>=' : '>'
  return [stretch(`first_seen = ? and fingerprint ${comparison} ?`, first_seen, fingerprint), older]
}
