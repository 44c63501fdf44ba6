import type { Clock, Log, Scanner } from '@opencasb/core'
import type { PgBoss } from 'pg-boss'

/** What {@link createPgBossRunner} takes. Workers of one fleet give the same `schema` and `queue`, and scanners on the same state. */
export interface PgBossRunnerOptions {
  /** Scans, and knows what is due. Its state is shared by all workers. */
  readonly scanner: Scanner
  /** The database of the queue; the runner opens its own pg-boss there. Give this or `boss`. */
  readonly connectionString?: string
  /**
   * A pg-boss that the host has started, and stops after the runner. How soon a dead worker is noticed is then the host's choice:
   * `superviseIntervalSeconds` and `monitorIntervalSeconds`.
   */
  readonly boss?: PgBoss
  /** Schema of pg-boss's tables, with `connectionString`; made where it is missing. @default 'pgboss' */
  readonly schema?: string
  /** Makes pg-boss's tables and brings them up to date; with `connectionString`. False for workers that may not change tables. @default true */
  readonly migrate?: boolean
  /** What the names of the queues begin with. @default 'opencasb' */
  readonly queue?: string
  /** Scans at once on this worker. 0 for a process that only asks for scans. @default 4 */
  readonly concurrency?: number
  /** Scans at once of one owner, over all workers; best effort: workers that fetch in the same instant may exceed it. @default no limit */
  readonly perOwner?: number
  /** How often this worker looks for what is due, in milliseconds. @default 15_000 */
  readonly pollMs?: number
  /** How many of the integrations that are due, longest first, take their turns by owner and connector. @default 2_000 */
  readonly lookAhead?: number
  /** A worker that gave no sign of life for so long is taken for dead; seconds, at least 10. @default 10 */
  readonly heartbeatSeconds?: number
  /** A scan that runs longer is stopped and goes on from its checkpoint as another attempt; milliseconds, at most 24 hours. @default 6 hours */
  readonly longestScanMs?: number
  /** Attempts of a job whose workers die before it goes to the dead letters. @default 5 */
  readonly attempts?: number
  /** How long an integration in the dead letters is left alone, in milliseconds. @default 1 hour */
  readonly parkMs?: number
  /**
   * How long one waits to try again where the database of the scans or another scan stood in the way, in milliseconds; twice as long each
   * time, up to an hour. @default 15_000
   */
  readonly againMs?: number
  /** Connections of its own pg-boss. @default 10 */
  readonly connections?: number
  /** Told of errors of the queue, none of which ends the process. @default silent */
  readonly log?: Log
  /** @default the system's */
  readonly clock?: Clock
}
