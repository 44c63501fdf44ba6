import { ConfigError } from '@opencasb/core'
import { refuseEmptyAddress } from './queue-error.ts'
import type { PgBossRunnerOptions } from './runner-options.ts'

const hour = 3_600_000

/** The options with their defaults. */
export interface RunnerSettings {
  readonly queues: { readonly scans: string; readonly dead: string; readonly outbox: string }
  readonly concurrency: number
  readonly perOwner: number | undefined
  readonly pollMs: number
  readonly lookAhead: number
  readonly heartbeatSeconds: number
  readonly longestScanMs: number
  readonly attempts: number
  readonly parkMs: number
  readonly againMs: number
}

/** @throws ConfigError naming the option that cannot be */
export function readOptions(options: PgBossRunnerOptions): RunnerSettings {
  if ((options.connectionString === undefined) === (options.boss === undefined)) {
    throw new ConfigError('connectionString: give either connectionString or boss', { field: 'connectionString' })
  }
  refuseEmptyAddress(options.connectionString)
  inRange('connections', options.connections ?? 10, 1, 1_000)
  const { queue = 'opencasb' } = options
  if (!/^[\w.-]{1,100}$/.test(queue)) {
    throw new ConfigError('queue: use letters, digits, dot, hyphen and underscore, at most 100 of them', {
      field: 'queue',
    })
  }
  return {
    queues: { scans: `${queue}.scan`, dead: `${queue}.dead`, outbox: `${queue}.outbox` },
    concurrency: inRange('concurrency', options.concurrency ?? 4, 0, 1_000),
    perOwner: options.perOwner === undefined ? undefined : inRange('perOwner', options.perOwner, 1, 1_000),
    pollMs: inRange('pollMs', options.pollMs ?? 15_000, 50, hour),
    lookAhead: inRange('lookAhead', options.lookAhead ?? 2_000, 1, 100_000),
    heartbeatSeconds: inRange('heartbeatSeconds', options.heartbeatSeconds ?? 10, 10, 3_600),
    longestScanMs: inRange('longestScanMs', options.longestScanMs ?? 6 * hour, 1_000, 24 * hour),
    attempts: inRange('attempts', options.attempts ?? 5, 1, 1_000),
    parkMs: inRange('parkMs', options.parkMs ?? hour, 0, 14 * 24 * hour),
    againMs: inRange('againMs', options.againMs ?? 15_000, 0, hour),
  }
}

function inRange(field: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw new ConfigError(`${field}: must be a whole number from ${min} to ${max}, not ${value}`, { field })
}
