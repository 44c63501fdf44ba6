import type { Asset } from '../model/asset.ts'
import type { DeriveContext } from './derived-resource.ts'
import type { Facet, Indexes, IndexReaders } from './facet.ts'
import type { Cost, Needs } from './needs.ts'
import type { Page, Partition } from './page.ts'
import type { Session } from './session.ts'

/** Takes one line of diagnostics; values are redacted by the host. */
export interface Log {
  debug(message: string, data?: Readonly<Record<string, unknown>>): void
  warn(message: string, data?: Readonly<Record<string, unknown>>): void
}

/** What a resource type gets when it lists its partitions. */
export interface PartitionContext<S extends Session = Session> {
  readonly session: S
  readonly signal: AbortSignal
  readonly log: Log
}

/** What a stream gets. */
export interface StreamContext<S extends Session = Session> extends PartitionContext<S> {
  readonly partition: Partition
  /** In `collect` the cursor to go on from, in `changes` the watermark to read on from. */
  readonly from?: string
  /** Says whether a facet is wanted in this run, so that it can come along with the page. */
  wants(facet: Facet): boolean
}

/** A paged stream of one kind of thing at the vendor, with the permissions that reading it needs. */
export interface ResourceType<T = unknown, S extends Session = Session> {
  readonly kind: 'resource'
  /** @example 'github.repository' */
  readonly name: string
  readonly needs: Needs
  /** Plan, edition or API that must be on, as the session names them. */
  readonly features?: readonly string[]
  /** `unstable` where items may move between pages while we read: an absent item must then be missed twice. */
  readonly order: 'stable' | 'unstable'
  readonly cost?: Cost
  /** Set where the items come out of another resource's facet, so that reading them costs no call of its own. */
  readonly from?: { readonly facet: Facet; items(value: unknown, parent: unknown): readonly T[] }
  /** Set where the items are computed from look-up tables, see `defineDerivedResource`. */
  readonly derived?: {
    readonly lookup: Indexes
    readonly partial: boolean
    items(tables: IndexReaders<Indexes>, context: DeriveContext): Iterable<T>
  }
  /** The vendor's immutable id, never a name. */
  key(item: T): string
  asset(item: T): Asset
  partitions?(context: PartitionContext<S>): AsyncIterable<Partition>
  collect(context: StreamContext<S>): AsyncIterable<Page<T>>
  /** A feed of what changed since `context.from`. */
  changes?(context: StreamContext<S>): AsyncIterable<Page<T>>
}

/** Declares a resource type. */
export function defineResource<T, S extends Session = Session>(
  definition: Omit<ResourceType<T, S>, 'kind' | 'from' | 'derived'>,
): ResourceType<T, S> {
  return { kind: 'resource', ...definition }
}

/** What {@link defineChildResource} takes. */
export interface ChildResourceDefinition<T, P, V, S extends Session = Session> {
  readonly name: string
  /** The facet of the parent that holds the items. */
  readonly from: Facet<P, V, S>
  items(value: V, parent: P): readonly T[]
  /** The vendor's immutable id, unique within the partition. */
  key(item: T): string
  asset(item: T): Asset
}

/**
 * Declares a resource type whose items are read as a facet of their parent: the hooks of a repository, the keys of an
 * application. It has the needs, features and gaps of that facet; where the facet of one parent cannot be read, the
 * findings of that parent's items stay as they are.
 */
export function defineChildResource<T, P, V, S extends Session = Session>(
  definition: ChildResourceDefinition<T, P, V, S>,
): ResourceType<T, S> {
  const { name, from: facet, items, key, asset } = definition
  return {
    kind: 'resource',
    name,
    needs: facet.needs,
    ...(facet.features && { features: facet.features }),
    order: facet.of.order,
    from: { facet, items: (value, parent) => items(value as V, parent as P) },
    key,
    asset,
    // biome-ignore lint/correctness/useYield: the items of a child come with its parent's pages, never from a stream of their own
    async *collect() {
      throw new TypeError(`${name} is read through ${facet.name}`)
    },
  }
}
