import { createHash } from 'node:crypto'
import { CheckpointExpiredError } from '@opencasb/core'
import type { SharingScope } from './sharing-scope.ts'

/** Identifies the domains and the scope by which items are judged. */
export function basisOf(
  ownDomains: ReadonlySet<string>,
  { since, everyItem }: Pick<SharingScope, 'since' | 'everyItem'>,
): string {
  const text = JSON.stringify([[...ownDomains].sort(), since ?? '', everyItem])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** Writes a link of a change feed as a cursor or watermark. */
export function writePosition(link: string, basis: string): string {
  return JSON.stringify([link, basis])
}

/**
 * Reads what {@link writePosition} wrote.
 * @param basis of today: items that were judged by another one have to be read anew
 * @throws CheckpointExpiredError
 */
export function readPosition(text: string, basis: string): string {
  const [link, then] = parse(text)
  if (typeof link === 'string' && then === basis) return link
  throw new CheckpointExpiredError("The tenant's domains, or what is to be read, have changed")
}

function parse(text: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(text)
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}
