import { ConfigError } from '@opencasb/core'

const defaultLimit = 100
const largestLimit = 1_000

/** How many rows a page has. */
export function pageLimit(limit: number = defaultLimit): number {
  return Math.min(largestLimit, Math.max(1, Math.trunc(limit)))
}

/** Where a listing goes on: the sort key of the last row that was given, so that rows may come and go meanwhile. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/**
 * Reads a cursor back.
 * @throws ConfigError where it is not one that {@link encodeCursor} made
 */
export function decodeCursor(cursor: string, types: readonly ('string' | 'number')[]): readonly (string | number)[] {
  const key = parse(cursor)
  if (Array.isArray(key) && key.length === types.length && key.every((part, at) => typeof part === types[at]))
    return key
  const message = 'after is not a cursor of this listing; leave it out to start from the first page'
  throw new ConfigError(message, { field: 'after' })
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}
