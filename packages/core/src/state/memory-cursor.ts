import { ConfigError } from '../errors/config-error.ts'

/** Where a listing goes on: the sort key of the last row that was given, so that rows may come and go meanwhile. */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/**
 * Reads a cursor back.
 * @throws ConfigError where it is not one that {@link encodeCursor} made
 */
export function decodeCursor(cursor: string, length: number): readonly string[] {
  const key = parse(cursor)
  if (Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string')) return key
  throw new ConfigError('after is not a cursor of this listing; leave it out to start from the first page', {
    field: 'after',
  })
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}
