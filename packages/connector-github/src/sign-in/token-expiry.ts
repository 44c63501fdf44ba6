/** Reads `github-authentication-token-expiration`: `2026-11-30 10:00:00 UTC` or with an offset such as `-0800`. */
export function tokenExpiry(header: string | undefined): Date | undefined {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (UTC|[+-]\d{4})$/.exec(header?.trim() ?? '')
  if (!parts) return undefined
  const [, day, time, zone = 'UTC'] = parts
  const date = new Date(`${day}T${time}${zone === 'UTC' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3)}`}`)
  return Number.isNaN(date.getTime()) ? undefined : date
}
