import type { ListOptions, ListPage } from '../contract/state.ts'
import { decodeCursor, encodeCursor } from './memory-cursor.ts'

const defaultLimit = 100
const largestLimit = 1_000

/** How a sorted listing is cut into pages. */
export interface Paging<Row, T> {
  /** Sort key of a row; keys are compared part by part. */
  key(row: Row): readonly string[]
  compare(a: readonly string[], b: readonly string[]): number
  matches(row: Row): boolean
  item(row: Row): T
}

/** Sorts rows by their keys, each of which is made once. */
export function sortByKey<Row>(
  rows: Iterable<Row>,
  { key, compare }: Pick<Paging<Row, unknown>, 'key' | 'compare'>,
): readonly Row[] {
  return Array.from(rows, (row) => ({ row, key: key(row) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ row }) => row)
}

/** Takes one page out of sorted rows. */
export function takePage<Row, T>(rows: readonly Row[], paging: Paging<Row, T>, options: ListOptions = {}): ListPage<T> {
  const limit = Math.min(largestLimit, Math.max(1, options.limit ?? defaultLimit))
  const items: T[] = []
  let last: Row | undefined
  for (let index = start(rows, paging, options.after); index < rows.length; index++) {
    const row = rows[index]
    if (row === undefined || !paging.matches(row)) continue
    if (last !== undefined && items.length === limit) return { items, cursor: encodeCursor(paging.key(last)) }
    items.push(paging.item(row))
    last = row
  }
  return { items }
}

/** The first row behind the cursor, found by halving. */
function start<Row, T>(rows: readonly Row[], paging: Paging<Row, T>, after: string | undefined): number {
  const first = rows[0]
  if (after === undefined || first === undefined) return 0
  const key = decodeCursor(after, paging.key(first).length)
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = rows[middle]
    if (row !== undefined && paging.compare(paging.key(row), key) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
