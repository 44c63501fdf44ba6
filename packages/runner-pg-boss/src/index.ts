export { createPgBossRunner } from './create-pg-boss-runner.ts'
export type { DeadScan, PgBossRunner } from './runner.ts'
export type { PgBossRunnerOptions } from './runner-options.ts'
