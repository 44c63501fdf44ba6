import { toStoredText } from '@opencasb/store-kit'
import { type RawBuilder, sql } from 'kysely'
import type { QueryBuilder } from './tables.ts'

/** The condition that a row belongs to one of the integrations. */
export function integrationCondition(builder: QueryBuilder, keys: readonly string[]): RawBuilder<boolean> {
  const ids = builder.selectFrom('integration').select('id')
  const [key, ...others] = keys
  // One is asked for by itself, so that an index that begins with the integration gives its rows in order.
  if (key !== undefined && others.length === 0) {
    return sql`integration_id = (${ids.where('key', '=', toStoredText(key))})`
  }
  return sql`integration_id = any(array(${ids.where(sql<boolean>`key = any(${keys.map(toStoredText)}::text[])`)}))`
}
