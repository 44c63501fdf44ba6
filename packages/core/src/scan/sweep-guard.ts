/** Below so many findings to close, a fall is believed. */
const fewFindings = 20
/** Below so many items in the last full read, even an empty listing is believed. */
const fewItems = 5

/** How a listing compares with the last one that was read to its end. */
export interface ListingSize {
  readonly items: number
  /** Absent where there was no earlier listing. */
  readonly previousItems: number | undefined
}

/** What a sweep would do. */
export interface SweepRisk extends ListingSize {
  readonly open: number
  readonly unseen: number
  /** Set for items that come with their parents. */
  readonly parent?: ListingSize | undefined
}

/** Says whether a listing fell by more than half, or to nothing. */
export function isSuspicious({ items, previousItems }: ListingSize): boolean {
  if (previousItems === undefined) return false
  return items === 0 ? previousItems >= fewItems : items < previousItems / 2
}

/**
 * Says whether a sweep is to be held until the host confirms it: a listing that fell by more than half, or to nothing,
 * is more often an answer gone wrong than a tenant half deleted. Without an earlier listing to compare with, the share
 * of the check's own findings decides. Items that come with their parents go with them, and are held with them.
 */
export function mustHold(risk: SweepRisk): boolean {
  const { unseen, open, parent } = risk
  if (unseen === 0) return false
  if (parent && isSuspicious(parent) && (parent.items === 0 || unseen >= fewFindings)) return true
  const own = { items: risk.items, previousItems: expected(risk) }
  if (own.previousItems === undefined) return unseen >= fewFindings && unseen > open / 2
  return isSuspicious(own) && (own.items === 0 || unseen >= fewFindings)
}

/** How many items the last listing leads one to expect: what comes with parents shrinks with them. */
function expected({ previousItems, parent }: SweepRisk): number | undefined {
  if (previousItems === undefined || !parent?.previousItems) return previousItems
  return previousItems * Math.min(1, parent.items / parent.previousItems)
}
