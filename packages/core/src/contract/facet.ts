import type { Cost, Needs } from './needs.ts'
import type { FacetOutcome, Partition } from './page.ts'
import type { Log, ResourceType } from './resource.ts'
import type { Session } from './session.ts'

/** What a facet gets when it is fetched. */
export interface FacetContext<S extends Session = Session> {
  readonly session: S
  readonly partition: Partition
  readonly signal: AbortSignal
  readonly log: Log
}

/** One more thing to know of each item, and the unit of fetch, of permission and of failure. */
export interface Facet<T = unknown, V = unknown, S extends Session = Session> {
  readonly kind: 'facet'
  /** @example 'github.repository.protection' */
  readonly name: string
  readonly of: ResourceType<T, S>
  readonly needs: Needs
  readonly features?: readonly string[]
  readonly cost?: Cost
  /** Reads it for one item. Throws a typed error where it cannot. */
  fetch(item: T, context: FacetContext<S>): Promise<V>
  /** Reads it for a page of items at once: item key → outcome. A key that is missing counts as unreadable. */
  fetchMany?(items: readonly T[], context: FacetContext<S>): Promise<ReadonlyMap<string, FacetOutcome<V>>>
}

/** Declares a facet. */
export function defineFacet<T, V, S extends Session = Session>(
  definition: Omit<Facet<T, V, S>, 'kind'>,
): Facet<T, V, S> {
  return { kind: 'facet', ...definition }
}

/** A look-up table over a resource type, kept in memory while a scan runs: keep two fields, not the user. */
export interface Index<T = unknown, V = unknown> {
  readonly kind: 'index'
  readonly name: string
  readonly of: ResourceType<T>
  /** The key to look up by. @default the resource's own key */
  by?(item: T): string
  /**
   * What to keep; `undefined` leaves the item out.
   * @param previous what is kept under the same key already: several items may be gathered under one
   */
  pick(item: T, previous: V | undefined): V | undefined
}

/** Declares a look-up table over a resource type. */
export function defineIndex<T, V, S extends Session = Session>(
  definition: Omit<Index<T, V>, 'kind' | 'of'> & { readonly of: ResourceType<T, S> },
): Index<T, V> {
  return { kind: 'index', ...definition } as unknown as Index<T, V>
}

/** Look-up tables by the name that they are read under. */
export type Indexes = Readonly<Record<string, Index>>

/** What declared look-up tables are read through. */
export type IndexReaders<I extends Indexes> = {
  readonly [K in keyof I]: I[K] extends Index<infer _T, infer V> ? IndexReader<V> : never
}

/** How a check reads an {@link Index}. It holds the whole stream, or the check is not asked. */
export interface IndexReader<V = unknown> {
  get(key: string): V | undefined
  has(key: string): boolean
  values(): Iterable<V>
  entries(): Iterable<readonly [string, V]>
  readonly size: number
}
