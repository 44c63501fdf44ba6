import type { Clock } from '@opencasb/core'

/** A clock whose time passes only when it is told to, or by itself whenever everybody sleeps. */
export interface FakeClock extends Clock {
  /** Lets time pass and wakes who slept so long, in order. */
  advance(ms: number): Promise<void>
  /** Moves the wall clock only, as an administrator or a time server would; sleepers do not notice. */
  jump(ms: number): void
  /** How many sleep right now. */
  readonly sleeping: number
}

/** Options of {@link createFakeClock}. */
export interface FakeClockOptions {
  /** Where the wall clock starts. @default 2026-01-01T00:00:00Z */
  readonly start?: Date
  /** Time jumps to the next sleeper by itself once the event loop is idle. @default true */
  readonly auto?: boolean
  /** While this says so, time does not jump by itself: real work is under way, such as an HTTP request. @default never */
  readonly busy?: () => boolean
}

/** Makes a clock for tests: hours of waiting pass at once. */
export function createFakeClock(options: FakeClockOptions = {}): FakeClock {
  const { start = new Date('2026-01-01T00:00:00Z'), auto = true, busy = () => false } = options
  let wall = start.getTime()
  let elapsed = 0
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>()

  const next = () => [...sleepers].sort((a, b) => a.at - b.at)[0]
  const passTo = (moment: number): void => {
    wall += moment - elapsed
    elapsed = moment
  }
  const idle = () => new Promise<void>((resolve) => setTimeout(resolve, 1))
  const calm = async (): Promise<void> => {
    do await idle()
    while (busy())
  }
  let running = false
  const run = async (): Promise<void> => {
    if (running) return
    running = true
    await calm()
    for (let sleeper = next(); sleeper; sleeper = next()) {
      passTo(Math.max(sleeper.at, elapsed))
      sleepers.delete(sleeper)
      sleeper.wake()
      await calm()
    }
    running = false
  }

  return {
    now: () => wall,
    monotonic: () => elapsed,
    sleep(ms, signal) {
      signal?.throwIfAborted()
      return new Promise((resolve, reject) => {
        const abort = (): void => {
          sleepers.delete(sleeper)
          reject(signal?.reason)
        }
        const sleeper = {
          at: elapsed + Math.max(0, ms),
          wake: () => {
            signal?.removeEventListener('abort', abort)
            resolve()
          },
        }
        signal?.addEventListener('abort', abort, { once: true })
        sleepers.add(sleeper)
        if (auto) void run()
      })
    },
    async advance(ms) {
      const until = elapsed + ms
      for (let sleeper = next(); sleeper && sleeper.at <= until; sleeper = next()) {
        passTo(sleeper.at)
        sleepers.delete(sleeper)
        sleeper.wake()
        await idle()
      }
      passTo(until)
    },
    jump(ms) {
      wall += ms
    },
    get sleeping() {
      return sleepers.size
    },
  }
}
