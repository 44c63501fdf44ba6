import type { M365World } from '../world/world.ts'

/** A request that found its route. */
export interface GraphCall {
  readonly world: M365World
  readonly version: 'v1.0' | 'beta'
  /** Below the version: `/users`. */
  readonly path: string
  readonly query: URLSearchParams
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
  readonly parameters: Readonly<Record<string, string>>
  /** Where links in answers lead. */
  readonly host: string
  /** Application permissions of who asks. */
  readonly roles: ReadonlySet<string>
  /** The simulator's time, milliseconds since 1970. */
  readonly now: number
}

/** A link to a path with a query, as answers hold them. */
export function linkTo({ host, version }: GraphCall, path: string, query: URLSearchParams): string {
  return `http://${host}/${version}${path}?${query}`
}
