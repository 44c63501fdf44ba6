import {
  type AggregateVerdict,
  type Asset,
  type Check,
  ConfigError,
  type IndexReader,
  type JsonObject,
  type Partition,
  type Verdict,
} from '@opencasb/core'

/** What {@link runCheck} gives to a check of one item at a time. */
export interface CheckRun {
  /** The item, as its resource type's stream would yield it. */
  readonly resource: unknown
  /** Values of the declared facets, by the name that the check reads them under. */
  readonly facets?: Readonly<Record<string, unknown>>
  /** Contents of the declared indexes, by the name that the check reads them under. */
  readonly lookups?: Readonly<Record<string, ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>>>
  /** Merged over the check's defaults by its schema. @default {} */
  readonly params?: JsonObject
  /** @default 2026-01-01T00:00:00Z */
  readonly now?: Date
}

/** What {@link runCheck} gives to a check over a partition. */
export interface AggregateCheckRun extends Pick<CheckRun, 'params' | 'now'> {
  readonly resources: readonly unknown[]
  /** Facet values of each item, in the order of `resources`. */
  readonly facets?: readonly Readonly<Record<string, unknown>>[]
  /** @default a partition called `acme` with an organisation as its asset */
  readonly partition?: Partition
}

const start = new Date('2026-01-01T00:00:00Z')
const acme: Asset = { kind: 'organization', id: 'acme', name: 'acme' }

/**
 * Runs a check as the engine would: parameters get their defaults, and only declared facets and indexes are accepted.
 * A check of one item at a time takes `resource`, an aggregate check takes `resources`.
 * @throws TypeError where a declared facet or index is not given, an undeclared one is, or the check gives several
 * verdicts: see {@link runCheckParts}
 * @throws ConfigError where the parameters do not fit
 */
export function runCheck(check: Check, run: CheckRun): Verdict
export function runCheck(check: Check, run: AggregateCheckRun): readonly AggregateVerdict[]
export function runCheck(check: Check, run: CheckRun | AggregateCheckRun): Verdict | readonly AggregateVerdict[] {
  if ('resources' in run) return judgePartition(check, run)
  const verdict = judgeItem(check, run)
  if (!isList(verdict)) return verdict
  throw new TypeError(`${check.id} gives several verdicts: use runCheckParts`)
}

/** Runs a check that can fail in several ways on one item; a single verdict comes as a list of one. */
export function runCheckParts(check: Check, run: CheckRun): readonly Verdict[] {
  const verdict = judgeItem(check, run)
  return isList(verdict) ? verdict : [verdict]
}

function isList(verdict: Verdict | readonly Verdict[]): verdict is readonly Verdict[] {
  return Array.isArray(verdict)
}

function judgeItem(check: Check, run: CheckRun): Verdict | readonly Verdict[] {
  if (!check.evaluate) throw new TypeError(`${check.id} judges a whole partition: give it \`resources\``)
  const facets = declared(check, 'facet', Object.keys(check.with), run.facets ?? {})
  const lookups = declared(check, 'index', Object.keys(check.lookup), run.lookups ?? {})
  return check.evaluate({
    ...facets,
    ...Object.fromEntries(Object.entries(lookups).map(([name, content]) => [name, readerOf(content)])),
    resource: run.resource,
    params: paramsOf(check, run.params),
    now: run.now ?? start,
  })
}

function judgePartition(check: Check, run: AggregateCheckRun): readonly AggregateVerdict[] {
  const { init, add, done } = check
  if (!init || !add || !done) throw new TypeError(`${check.id} judges one item at a time: give it a \`resource\``)
  const params = paramsOf(check, run.params)
  const now = run.now ?? start
  let state = init()
  run.resources.forEach((resource, position) => {
    const facets = declared(check, 'facet', Object.keys(check.with), run.facets?.[position] ?? {})
    // A scan that is resumed goes on with what a checkpoint kept of the state.
    state = add(JSON.parse(JSON.stringify(state)), { ...facets, resource, params, now })
  })
  return done(state, { partition: run.partition ?? { key: 'acme', name: 'acme', asset: acme }, params, now })
}

function declared<V>(
  check: Check,
  what: 'facet' | 'index',
  names: readonly string[],
  given: Readonly<Record<string, V>>,
): Readonly<Record<string, V>> {
  const missing = names.filter((name) => !Object.hasOwn(given, name))
  if (missing.length > 0) throw new TypeError(`${check.id} reads the ${what} ${missing.join(', ')}: give it a value`)
  const unknown = Object.keys(given).filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new TypeError(`${check.id} does not declare the ${what} ${unknown.join(', ')}`)
  return given
}

function paramsOf(check: Check, params: JsonObject = {}): unknown {
  if (!check.params) {
    if (Object.keys(params).length > 0) throw new ConfigError(`${check.id} takes no parameters`, { field: 'params' })
    return {}
  }
  const result = check.params['~standard'].validate(params)
  if (result instanceof Promise) throw new TypeError(`${check.id}: the schema of its parameters must be synchronous`)
  if (!result.issues) return result.value
  const problems = result.issues.map((issue) => `params.${(issue.path ?? []).map(String).join('.')}: ${issue.message}`)
  throw new ConfigError(`${check.id}: ${problems.join('; ')}`, { field: 'params' })
}

function readerOf(content: ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>): IndexReader {
  const map = content instanceof Map ? content : new Map(Object.entries(content))
  return map
}
