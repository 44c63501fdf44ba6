const number = new Intl.NumberFormat('en')
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** A number as people read it: `12,345`. */
export function count(value: number): string {
  return number.format(value)
}

/** A number with its noun: `1 finding`, `2 findings`. */
export function counted(value: number, one: string, many: string = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** A length of time, one or two units: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1_000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

/** A time of ISO 8601 in the reader's own time zone. */
export function when(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : moment.format(date)
}

/** The first few of many, and how many there are besides. */
export function firstOf(items: readonly string[], maximum: number): string {
  const shown = items.slice(0, maximum)
  const more = items.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${count(more)} more` : shown.join(', ')
}

/** The noun in the name of a resource type: `github.organization_hook` is `organization hook`. */
export function nounOf(resource: string): string {
  return resource.split('.').slice(1).join(' ').replaceAll(/[-_]/g, ' ') || resource
}
