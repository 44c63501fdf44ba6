/** All three forms of the standard begin with the day of the week; `Date.parse` alone reads dates into almost any text. */
const httpDate = /^(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? .*\d/i

/** Reads an HTTP date as epoch milliseconds; `undefined` where it is none. */
export function parseHttpDate(value: string | undefined): number | undefined {
  if (value === undefined || value.length > 64 || !httpDate.test(value)) return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : time
}
