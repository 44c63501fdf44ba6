import type { FindingRow, InventoryRow, StoredOutboxRow } from '@opencasb/store-kit'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'

/** The tables that queries are put together for, with the columns that these name. */
export interface Tables {
  readonly integration: {
    readonly id: number
    readonly key: string
    readonly connector: string
    readonly owner: string | null
    readonly tenant: string | null
    readonly paused_at: string | null
    readonly next_scan_at: string | null
    readonly doc: string
  }
  readonly check_words: {
    readonly id: number
    readonly integration_id: number
    readonly connector: string
    readonly check_id: string
    readonly category: string
    readonly title: string
  }
  readonly finding: FindingRow
  readonly inventory: InventoryRow
  readonly outbox: StoredOutboxRow
}

/** Puts queries together; it runs none. */
export type QueryBuilder = Kysely<Tables>

/** A query builder for the tables in a schema. */
export function queryBuilder(schema: string): QueryBuilder {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }).withSchema(schema)
}
