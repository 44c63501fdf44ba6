import { schemaSteps } from '@opencasb/store-kit'

/**
 * What PostgreSQL is told besides the shared layout, by step. Each scan marks everything that it sees again: with room
 * for a second version of each row on its own page, such a mark touches no index, and takes a fifth of the time.
 * @see https://www.postgresql.org/docs/current/storage-hot.html
 */
const additions: readonly string[] = [
  'alter table finding set (fillfactor = 50); alter table inventory set (fillfactor = 50);',
]

/** The steps from an empty schema to the newest layout, oldest first. Released steps are never changed. */
export function postgresSteps(): readonly string[] {
  return schemaSteps('postgres').map((step, at) => `${step}${additions[at] ?? ''}`)
}
