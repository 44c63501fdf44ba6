import type { StandardSchemaV1, UnreadableItem } from '@opencasb/core'
import { ContractError } from '@opencasb/core'
import { describeIssues } from '../http/check-shape.ts'

/** Items that could be read, and those that could not. */
export interface ReadItems<T> {
  readonly items: readonly T[]
  readonly unreadable: readonly UnreadableItem[]
}

/**
 * Checks each value on its own: a bad item is a gap for that item only. The schema must be synchronous.
 * @param keyOf tells the key of an item that cannot be read; without it nothing in the listing counts as absent
 * @throws ContractError where the schema is asynchronous
 */
export function readItems<T>(
  schema: StandardSchemaV1<unknown, T>,
  values: readonly unknown[],
  keyOf?: (value: unknown) => string | undefined,
): ReadItems<T> {
  const { validate } = schema['~standard']
  const items: T[] = []
  const unreadable: UnreadableItem[] = []
  for (const value of values) {
    const result = validate(value)
    if (result instanceof Promise) throw new ContractError('The schema of an item must be synchronous')
    if (result.issues) {
      const message = `The item does not have the expected shape: ${describeIssues(result.issues)}`
      const key = keyOfUnreadable(value, keyOf)
      unreadable.push({ reason: 'unexpected-answer', message, ...(key !== undefined && { key }) })
    } else items.push(result.value)
  }
  return { items, unreadable }
}

function keyOfUnreadable(
  value: unknown,
  keyOf: ((value: unknown) => string | undefined) | undefined,
): string | undefined {
  try {
    return keyOf?.(value)
  } catch {
    return undefined
  }
}
