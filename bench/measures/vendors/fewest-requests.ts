/** One kind of thing that a scan reads: how many there are, and how many the vendor gives at once. */
export interface Listing {
  readonly what: string
  readonly items: number
  /** As the vendor documents it. */
  readonly pageSize: number
}

/** The fewest requests that read all of it: an empty listing takes one as well. */
export function fewestRequests(listings: readonly Listing[]): number {
  return listings.reduce((sum, { items, pageSize }) => sum + Math.max(1, Math.ceil(items / pageSize)), 0)
}

/** What takes one request for each. */
export function oneEach(what: string, items: number): Listing {
  return { what, items, pageSize: 1 }
}

/** What one answer holds all of. */
export function inOneAnswer(what: string): Listing {
  return { what, items: 1, pageSize: 1 }
}
