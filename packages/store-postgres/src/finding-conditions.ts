import type { FindingFilter } from '@opencasb/core'
import { normalizeTime, storedSeverities, toStoredKey, toStoredText } from '@opencasb/store-kit'
import { type RawBuilder, sql } from 'kysely'
import { containsText } from './contains-text.ts'
import { integrationCondition } from './integration-condition.ts'
import type { QueryBuilder } from './tables.ts'

/** A filter as conditions on the table of findings. */
export function findingConditions(
  builder: QueryBuilder,
  filter: FindingFilter,
  collation: string,
): readonly RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = []
  const among = (column: string, list: readonly string[] | undefined, toStored = toStoredText): void => {
    if (list) conditions.push(sql`${sql.ref(column)} = any(${list.map(toStored)}::text[])`)
  }
  const amongWords = (column: 'connector' | 'check_id' | 'category', list: readonly string[] | undefined): void => {
    if (!list) return
    const wanted = sql<boolean>`${sql.ref(column)} = any(${list.map(toStoredText)}::text[])`
    conditions.push(sql`words_id = any(array(${builder.selectFrom('check_words').select('id').where(wanted)}))`)
  }
  if (filter.integration) conditions.push(integrationCondition(builder, filter.integration))
  amongWords('connector', filter.connector)
  amongWords('check_id', filter.check)
  amongWords('category', filter.category)
  among('state', filter.state)
  among('asset_kind', filter.assetKind)
  among('asset_id', filter.asset, toStoredKey)
  if (filter.severity) conditions.push(severityCondition(filter.severity.map((name) => storedSeverities.indexOf(name))))
  if (filter.firstSeenSince) conditions.push(sql`first_seen >= ${normalizeTime(filter.firstSeenSince)}`)
  if (filter.unknown) conditions.push(sql`unknown_since is not null`)
  if (filter.text) {
    const contains = (column: string) => containsText(sql.ref(column), filter.text?.toLowerCase() ?? '', collation)
    const titled = builder.selectFrom('check_words').select('id').where(contains('title'))
    conditions.push(sql`(words_id = any(array(${titled})) or ${contains('message')} or ${contains('asset_name')})`)
  }
  return conditions
}

function severityCondition(severities: readonly number[]): RawBuilder<boolean> {
  const [one, ...others] = severities
  if (one !== undefined && others.length === 0) return sql`severity = ${one}::integer`
  return sql`severity = any(${severities}::integer[])`
}
