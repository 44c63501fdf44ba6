import type { Clock } from '@opencasb/core'
import { parseHttpDate } from './http-date.ts'

/** The vendor's time in epoch milliseconds: the answer's `Date` header, or our clock where it has none. */
export function vendorNow(headers: Readonly<Record<string, string>>, clock: Pick<Clock, 'now'>): number {
  return parseHttpDate(headers['date']) ?? clock.now()
}
