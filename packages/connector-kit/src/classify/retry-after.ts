import { parseHttpDate } from './http-date.ts'

/**
 * Reads a `Retry-After` header in milliseconds: seconds, or an HTTP date, which is judged against `now`, the vendor's
 * time; a date that has passed is 0. `undefined` for what is negative, empty or text. Absurdly long values are returned
 * as they are: the limiter caps them.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  const text = value?.trim()
  if (!text) return undefined
  if (/^\d{1,15}(?:\.\d{1,9})?$/.test(text)) return Number(text) * 1000
  const date = parseHttpDate(text)
  return date === undefined ? undefined : Math.max(0, date - now)
}
