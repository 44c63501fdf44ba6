export type { SqliteMigration, SqliteVersion } from './migrate-sqlite.ts'
export { migrateSqlite, sqliteVersion } from './migrate-sqlite.ts'
export type { SqliteStateOptions } from './sqlite-state.ts'
export { createSqliteState } from './sqlite-state.ts'
