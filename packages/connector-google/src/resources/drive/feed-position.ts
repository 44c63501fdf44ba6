import { createHash } from 'node:crypto'
import { CheckpointExpiredError } from '@opencasb/core'

/** Where a listing or a change feed goes on. */
export interface FeedPosition {
  /** Where the change feed begins that follows this read. */
  readonly start: string
  /** Identifies by which domains and in which scope items were judged. */
  readonly basis: string
  /** The page of the listing; absent at its beginning and in change feeds. */
  readonly page?: string
}

/** Writes a position as a cursor or watermark. */
export function writePosition({ start, basis, page }: FeedPosition): string {
  return JSON.stringify(page === undefined ? [start, basis] : [start, basis, page])
}

/**
 * Reads what {@link writePosition} wrote.
 * @param basis of today: items that were judged by another one have to be read anew
 * @throws CheckpointExpiredError
 */
export function readPosition(text: string, basis: string): FeedPosition {
  const parts = parse(text)
  const [start, then, page] = parts
  if (typeof start !== 'string' || then !== basis || (page !== undefined && typeof page !== 'string'))
    throw new CheckpointExpiredError("The account's domains or what is to be read have changed")
  return { start, basis, ...(page !== undefined && { page }) }
}

/** Identifies the domains and the scope by which items are judged. */
export function basisOf(ownDomains: ReadonlySet<string>, since: string | undefined): string {
  const text = JSON.stringify([[...ownDomains].sort(), since ?? ''])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function parse(text: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(text)
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}
