import type { Collection } from './collection.ts'

/** A list that can be read by place. */
export interface Listing<T> {
  readonly count: number
  slice(from: number, length: number): readonly T[]
}

/** All of a collection, oldest first, or newest first. */
export function everything<T extends object>(collection: Collection<T>, newestFirst = false): Listing<T> {
  const { count } = collection
  if (!newestFirst) return collection
  return {
    count,
    slice: (from, length) => {
      const end = count - from
      const start = Math.max(0, end - length)
      return collection.slice(start, end - start).reverse()
    },
  }
}

/** Chosen items of a collection, in the order of their indices or the other way round. */
export function chosen<T extends object>(
  collection: Collection<T>,
  indices: Uint32Array,
  backwards = false,
): Listing<T> {
  return {
    count: indices.length,
    slice: (from, length) => {
      const items: T[] = []
      for (let at = from; at < Math.min(from + length, indices.length); at++) {
        const item = collection.get(indices[backwards ? indices.length - 1 - at : at] ?? -1)
        if (item) items.push(item)
      }
      return items
    },
  }
}

/** A list that is in memory. */
export function held<T>(items: readonly T[]): Listing<T> {
  return { count: items.length, slice: (from, length) => items.slice(from, from + length) }
}
