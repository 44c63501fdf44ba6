/** Where the simulated GitHub believes to be reached, taken from the request's host. */
export interface Links {
  /** Root of the REST API, without a trailing slash. */
  readonly api: string
  /** Root of the web pages, without a trailing slash. */
  readonly html: string
}

/** The web pages do not exist; a reserved name keeps their addresses from leading anywhere. */
const html = 'https://github.example.com'

/** Links for a request to this host, under `/api/v3` or not. */
export function linksFor(host: string, prefix: string): Links {
  return { api: `http://${host}${prefix}`, html }
}

const day = 86_400_000
const days = new Map<number, string>()

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

/** A moment as GitHub writes it: whole seconds. Pages hold hundreds of them, so that the days are remembered. */
export function moment(milliseconds: number): string {
  const number = Math.floor(milliseconds / day)
  let date = days.get(number)
  if (date === undefined) {
    date = new Date(number * day).toISOString().slice(0, 10)
    if (days.size > 10_000) days.clear()
    days.set(number, date)
  }
  const seconds = Math.floor((milliseconds - number * day) / 1000)
  const minutes = Math.floor(seconds / 60)
  return `${date}T${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}Z`
}

/** The same for what may be absent. */
export function momentOrNull(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : moment(milliseconds)
}
