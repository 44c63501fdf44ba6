import { type Clock, systemClock } from '@opencasb/core'

/** A clock on which everything passes so many times as fast: waits that a vendor's pace dictates do not slow a benchmark. */
export function createFastClock(factor: number): Clock {
  const wall = systemClock.now()
  const start = systemClock.monotonic()
  const elapsed = (): number => (systemClock.monotonic() - start) * factor
  return {
    now: () => wall + elapsed(),
    monotonic: elapsed,
    sleep: (ms, signal) => systemClock.sleep(ms / factor, signal),
  }
}
