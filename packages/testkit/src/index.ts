export type { FakeClock, FakeClockOptions } from './fake-clock.ts'
export { createFakeClock } from './fake-clock.ts'
