/** Below so many findings to close, a fall is believed. */
const fewFindings = 20
/** Below so many items in the last full read, even an empty listing is believed. */
const fewItems = 5

/** What a sweep would do. */
export interface SweepRisk {
  /** Items in this listing. */
  readonly items: number
  /** Items in the last full listing, where there was one. */
  readonly previousItems: number | undefined
  readonly open: number
  readonly unseen: number
}

/**
 * Says whether a sweep is to be held until the host confirms it: a listing that fell by more than half, or to nothing,
 * is more often an answer gone wrong than a tenant half deleted. Without an earlier listing to compare with, the share
 * of the check's own findings decides.
 */
export function mustHold({ items, previousItems, open, unseen }: SweepRisk): boolean {
  if (unseen === 0) return false
  if (previousItems === undefined) return unseen >= fewFindings && unseen > open / 2
  if (items === 0) return previousItems >= fewItems
  return unseen >= fewFindings && items < previousItems / 2
}
