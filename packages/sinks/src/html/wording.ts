import { type Markup, markup } from './markup.ts'

const numbers = new Intl.NumberFormat('en-GB')
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

/** `12,345` */
export function number(value: number): string {
  return numbers.format(value)
}

/** `1 check`, `1,200 checks` */
export function count(value: number, noun: string, plural: string = `${noun}s`): string {
  return `${number(value)} ${value === 1 ? noun : plural}`
}

/** `Critical` */
export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** `20 Nov 2026` */
export function date(time: string): Markup {
  const parsed = new Date(time)
  if (Number.isNaN(parsed.getTime())) return markup`${time}`
  return markup`<time datetime="${time}">${day.format(parsed)}</time>`
}

/** `20 Nov 2026, 08:03 UTC` */
export function moment(time: string): Markup {
  const parsed = new Date(time)
  if (Number.isNaN(parsed.getTime())) return markup`${time}`
  return markup`<time datetime="${time}">${day.format(parsed)}, ${clock.format(parsed)} UTC</time>`
}

/** `3 min 41 s` */
export function duration(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000))
  if (Number.isNaN(seconds)) return 'unknown'
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}

/** A text that may be very long, cut where it stops being read; the other formats have it whole. */
export function brief(text: string, length: number): string {
  if (text.length <= length) return text
  return `${text.slice(0, length)}… (${number(text.length - length)} more characters)`
}

/** A text in paragraphs, as its author divided it. */
export function paragraphs(text: string): readonly Markup[] {
  return text
    .split(/\r?\n\s*\r?\n|\r?\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => markup`<p>${brief(part, 4000)}</p>`)
}
