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
  readonly finding: {
    readonly id: number
    readonly integration_id: number
    readonly partition_id: number
    readonly words_id: number
    readonly fingerprint: string
    readonly item: string
    readonly parent: string | null
    readonly state: string
    readonly severity: number
    readonly first_seen: string
    readonly last_seen: string
    readonly unknown_since: string | null
    readonly seen_run: string
    readonly misses: number
    readonly asset_kind: string
    readonly asset_id: string
    readonly asset_name: string
    readonly message: string
    readonly doc: string
  }
  readonly inventory: {
    readonly integration_id: number
    readonly partition_id: number
    readonly item: string
    readonly kind: string
    readonly name: string
    readonly doc: string
    readonly first_seen: string
    readonly last_seen: string
  }
  readonly outbox: {
    readonly integration_id: number
    readonly sink: string
    readonly entry_id: string
    readonly type: string
    readonly body: string
    readonly created_at: string
    readonly state: string
    readonly attempts: number
    readonly next_at: string
    readonly last_error: string | null
  }
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
