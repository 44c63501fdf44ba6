import type { Clock } from '../clock/clock.ts'
import type { RateObservation } from '../contract/rate-limiter.ts'
import type { BucketUsage } from '../model/report.ts'

interface Counts {
  requests: number
  notModified: number
  retries: number
  refused: number
  limit?: number
  remaining?: number
  resetAt?: string
}

/** Counts what one scan took from each bucket. */
export class UsageCounter {
  private readonly clock: Clock
  private readonly buckets: Map<string, Counts> = new Map()

  constructor(clock: Clock) {
    this.clock = clock
  }

  send(bucket: string): void {
    this.counts(bucket).requests++
  }

  observe(observation: RateObservation): void {
    const counts = this.counts(observation.bucket)
    if (observation.notModified) counts.notModified++
    if (observation.retry) counts.retries++
    if (observation.refused) counts.refused++
    if (observation.limit !== undefined) counts.limit = observation.limit
    if (observation.remaining !== undefined) counts.remaining = observation.remaining
    if (observation.resetAfterMs !== undefined && Number.isFinite(observation.resetAfterMs)) {
      counts.resetAt = resetTime(this.clock.now() + observation.resetAfterMs)
    }
  }

  usage(): readonly BucketUsage[] {
    return [...this.buckets].map(([bucket, counts]) => ({ bucket, ...counts }))
  }

  private counts(bucket: string): Counts {
    let counts = this.buckets.get(bucket)
    if (!counts) {
      counts = { requests: 0, notModified: 0, retries: 0, refused: 0 }
      this.buckets.set(bucket, counts)
    }
    return counts
  }
}

const lastTime = 8.64e15

function resetTime(milliseconds: number): string {
  return new Date(Math.min(Math.max(milliseconds, 0), lastTime)).toISOString()
}
