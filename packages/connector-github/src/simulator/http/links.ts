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

/** A moment as GitHub writes it: whole seconds. */
export function moment(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}

/** The same for what may be absent. */
export function momentOrNull(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : moment(milliseconds)
}
