import type { Listing } from '@opencasb/simulator-kit'
import type { PageArguments } from './graphql-context.ts'

/** The cursor of a place or an index. */
function cursorOf(value: number): string {
  return Buffer.from(`cursor:v2:${value}`).toString('base64')
}

/** Reads a cursor back; `undefined` for anything else. */
function readCursor(cursor: string | null | undefined): number | undefined {
  if (typeof cursor !== 'string') return undefined
  const digits = /^cursor:v2:(-?\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** How the items of a list become nodes and edges. */
export interface ConnectionShape<T> {
  readonly node: (item: T) => object
  /** More fields of the edge. */
  readonly edge?: (item: T) => object
  /** What the cursor of an item tells, from its place. @default the place */
  readonly key?: (item: T, place: number) => number
  /** The first place behind a cursor. @default the next place */
  readonly placeAfter?: (key: number) => number
  /** The place of a cursor. @default the place itself */
  readonly placeOf?: (key: number) => number
}

/** One page of a list in the form of a GraphQL connection. What is not asked for is not made. */
export class Connection<T> {
  readonly totalCount: number
  readonly #items: readonly T[]
  readonly #from: number
  readonly #shape: ConnectionShape<T>
  #nodes: readonly object[] | undefined

  constructor(list: Listing<T>, page: PageArguments, shape: ConnectionShape<T>) {
    const after = readCursor(page.after)
    const before = readCursor(page.before)
    let from = after === undefined ? 0 : (shape.placeAfter?.(after) ?? after + 1)
    let to = before === undefined ? list.count : Math.min(list.count, shape.placeOf?.(before) ?? before)
    if (typeof page.first === 'number') to = Math.min(to, from + page.first)
    else if (typeof page.last === 'number') from = Math.max(from, to - page.last)
    this.totalCount = list.count
    this.#from = from
    this.#items = list.slice(from, Math.max(0, to - from))
    this.#shape = shape
  }

  get nodes(): readonly object[] {
    this.#nodes ??= this.#items.map((item) => this.#shape.node(item))
    return this.#nodes
  }

  get edges(): readonly object[] {
    const { nodes } = this
    return this.#items.map((item, at) => ({
      node: nodes[at],
      cursor: this.#cursor(at),
      ...this.#shape.edge?.(item),
    }))
  }

  get pageInfo(): object {
    const last = this.#items.length - 1
    return {
      startCursor: last < 0 ? null : this.#cursor(0),
      endCursor: last < 0 ? null : this.#cursor(last),
      hasNextPage: this.#from + this.#items.length < this.totalCount,
      hasPreviousPage: this.#from > 0,
    }
  }

  #cursor(at: number): string {
    const item = this.#items[at]
    const place = this.#from + at
    return cursorOf(item === undefined ? place : (this.#shape.key?.(item, place) ?? place))
  }
}
