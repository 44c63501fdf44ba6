import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { Asset } from '../model/asset.ts'
import type { CheckCategory } from '../model/finding.ts'
import type { JsonObject } from '../model/json.ts'
import type { Severity } from '../model/severity.ts'
import type { Facet, Index, Indexes, IndexReaders } from './facet.ts'
import type { Partition } from './page.ts'
import type { ResourceType } from './resource.ts'
import type { Session } from './session.ts'
import type { Verdict } from './verdict.ts'

/** How far a check can be relied on. `preview` checks run only where the host asks for them. */
export type CheckLifecycle = 'stable' | 'preview' | 'deprecated'

/** What a check says of itself. Nobody should need a second place to know what it means. */
export interface CheckMetadata {
  /** @example 'github/default-branch-review-required' */
  readonly id: string
  /** Raise it when the verdicts of the check change. */
  readonly version: number
  /** What the finding is called. */
  readonly title: string
  readonly severity: Severity
  readonly category: CheckCategory
  /** @default 'stable' */
  readonly lifecycle?: CheckLifecycle
  /** Why it matters. */
  readonly risk: string
  /** How to fix it. */
  readonly remediation: string
  /** Benchmark controls that it answers. @example { 'cis-github': ['1.1.3'] } */
  readonly frameworks?: Readonly<Record<string, readonly string[]>>
  /** The vendor's page about the setting. */
  readonly see?: string
  /** `beta` where it reads what the vendor calls a beta or preview of its API, and may change without notice; a policy can refuse those. */
  readonly vendorApi?: 'beta'
  /** Named sets of parameters; a policy chooses one by name. */
  readonly profiles?: Readonly<Record<string, JsonObject>>
}

/** What a check is given, generics erased. */
export interface CheckInput {
  readonly resource: unknown
  readonly params: unknown
  /** The time of the scan: the same for all assets. */
  readonly now: Date
  readonly [declared: string]: unknown
}

/** A verdict about an asset that an aggregate check names itself. */
export interface AggregateVerdict {
  readonly asset: Asset
  readonly verdict: Verdict
}

/** What an aggregate check is given when the stream has been read. */
export interface AggregateDone {
  readonly partition: Partition
  readonly params: unknown
  readonly now: Date
}

/** One rule, generics erased: what the engine and hosts handle. */
export interface Check extends CheckMetadata {
  readonly kind: 'check' | 'aggregate-check'
  readonly lifecycle: CheckLifecycle
  readonly frameworks: Readonly<Record<string, readonly string[]>>
  readonly on: ResourceType
  /** Facets that it reads, by the name it reads them under. */
  readonly with: Readonly<Record<string, Facet>>
  /** Indexes that it looks up in, by the name it reads them under. */
  readonly lookup: Readonly<Record<string, Index>>
  readonly params?: StandardSchemaV1<unknown, unknown>
  /** Pure and synchronous. Set for `check`. */
  evaluate?(input: CheckInput): Verdict | readonly Verdict[]
  /** Set for `aggregate-check`. The state is plain JSON: it is saved with the checkpoint. */
  init?(): unknown
  add?(state: unknown, input: CheckInput): unknown
  done?(state: unknown, context: AggregateDone): readonly AggregateVerdict[]
}

type Facets = Readonly<Record<string, Facet>>
type FacetsOf<T, S extends Session> = Readonly<Record<string, Facet<T, unknown, S>>>
type FacetValues<F extends Facets> = {
  readonly [K in keyof F]: F[K] extends Facet<infer _T, infer V, infer _S> ? V : never
}

/** What `evaluate` of a check gets: the item, exactly the facets and indexes that were declared, parameters and the time. */
export type EvaluateInput<T, F extends Facets, I extends Indexes, P> = {
  readonly resource: T
  readonly params: P
  readonly now: Date
} & FacetValues<F> &
  IndexReaders<I>

/** What {@link defineCheck} takes. */
export interface CheckDefinition<T, F extends FacetsOf<T, S>, I extends Indexes, P, S extends Session>
  extends CheckMetadata {
  readonly on: ResourceType<T, S>
  readonly with?: F
  readonly lookup?: I
  /** Tuning with defaults: an empty object must be valid. */
  readonly params?: StandardSchemaV1<unknown, P>
  /** Pure and synchronous: no network, no clock of its own. Return several verdicts where an asset can fail several ways. */
  evaluate(input: EvaluateInput<T, F, I, P>): Verdict | readonly Verdict[]
}

/** Declares a check of one item at a time. */
export function defineCheck<
  T,
  S extends Session,
  F extends FacetsOf<T, S> = Record<never, never>,
  I extends Indexes = Record<never, never>,
  P = unknown,
>(definition: CheckDefinition<T, F, I, P, S>): Check {
  return {
    lifecycle: 'stable',
    frameworks: {},
    with: {},
    lookup: {},
    ...definition,
    kind: 'check',
  } as unknown as Check
}

/** What {@link defineAggregateCheck} takes. */
export interface AggregateCheckDefinition<T, F extends FacetsOf<T, S>, P, A, S extends Session> extends CheckMetadata {
  readonly on: ResourceType<T, S>
  readonly with?: F
  readonly params?: StandardSchemaV1<unknown, P>
  /** The state before the first item. Plain JSON: it is saved with the checkpoint, and it is what the check costs in memory. */
  init(): A
  /** Returns the next state; it may change and return the one it was given. */
  add(state: A, input: EvaluateInput<T, F, Record<never, never>, P>): A
  /** Called once the partition was read to the end; never after a partial read. */
  done(
    state: A,
    context: { readonly partition: Partition; readonly params: P; readonly now: Date },
  ): readonly AggregateVerdict[]
}

/** Declares a check over all items of a partition: how many owners are there? */
export function defineAggregateCheck<
  T,
  S extends Session,
  A,
  F extends FacetsOf<T, S> = Record<never, never>,
  P = unknown,
>(definition: AggregateCheckDefinition<T, F, P, A, S>): Check {
  return {
    lifecycle: 'stable',
    frameworks: {},
    with: {},
    lookup: {},
    ...definition,
    kind: 'aggregate-check',
  } as unknown as Check
}
