import type { Asset } from '../model/asset.ts'
import type { Index, Indexes, IndexReaders } from './facet.ts'
import type { Needs } from './needs.ts'
import type { ResourceType } from './resource.ts'
import type { Session } from './session.ts'

/** What a derived resource is computed with. */
export interface DeriveContext<S extends Session = Session> {
  readonly session: S
  /** The time of the scan. */
  readonly now: Date
}

/** What {@link defineDerivedResource} takes. */
export interface DerivedResourceDefinition<T, I extends Indexes, S extends Session = Session> {
  readonly name: string
  /** The look-up tables that the items are computed from; at least one. */
  readonly lookup: I
  /** Computes the items: pure, and lazily where there may be many of them. */
  items(tables: IndexReaders<I>, context: DeriveContext<S>): Iterable<T>
  /**
   * Says that what is missing in the tables can only hide findings, never make one: where a table could not be read to
   * its end, items are computed from what is there, a failure counts, and everything else is unknown.
   * @default false: nothing is computed from tables that are not whole
   */
  readonly partial?: boolean
  /** The vendor's immutable id, or one put together from such ids. */
  key(item: T): string
  asset(item: T): Asset
}

/**
 * Declares a resource type that is computed from others without a call of its own: a setting resolved for each
 * organisational unit, the applications that users have authorised. It inherits the needs, features and gaps of what it
 * looks into.
 */
export function defineDerivedResource<T, I extends Indexes, S extends Session = Session>(
  definition: DerivedResourceDefinition<T, I, S>,
): ResourceType<T, S> {
  const { name, lookup, items, partial = false, key, asset } = definition
  const indexes = Object.values<Index>(lookup)
  return {
    kind: 'resource',
    name,
    needs: needsOfAll(indexes.map(({ of }) => of)),
    ...featuresOfAll(indexes.map(({ of }) => of)),
    order: 'stable',
    derived: {
      lookup,
      partial,
      items: (tables, context) => items(tables as IndexReaders<I>, { session: context.session as S, now: context.now }),
    },
    key,
    asset,
    // biome-ignore lint/correctness/useYield: the engine computes the items from the tables that it has built
    async *collect() {
      throw new TypeError(`${name} is computed, not read`)
    },
  }
}

/** A way to sign in can read the whole only where it can read every part. */
function needsOfAll(resources: readonly ResourceType[]): Needs {
  const [first, ...others] = resources
  const kinds = Object.keys(first?.needs ?? {}).filter((kind) => others.every(({ needs }) => needs[kind]))
  return Object.fromEntries(
    kinds.map((kind) => [kind, [...new Set(resources.flatMap(({ needs }) => needs[kind] ?? []))]]),
  )
}

function featuresOfAll(resources: readonly ResourceType[]): Pick<ResourceType, 'features'> {
  const features = [...new Set(resources.flatMap(({ features: own }) => own ?? []))]
  return features.length > 0 ? { features } : {}
}
