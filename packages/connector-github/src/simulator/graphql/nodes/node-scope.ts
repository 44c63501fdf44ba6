import type { Place } from '../../world/world.ts'

/** Where the things of one organisation are found, for all that is shown of it. */
export interface NodeScope {
  readonly place: Place
  /** Root of the web pages. */
  readonly html: string
}
