import { chosen } from '@opencasb/simulator-kit'
import type { SalesforceWorld } from '../world/salesforce-world.ts'
import type { Row } from '../world/simulated-object.ts'
import type { Table } from '../world/table.ts'
import { compileCondition } from './evaluate-condition.ts'
import type { Query } from './query.ts'
import { MalformedQuery } from './query.ts'
import { type Hidden, type ResolvedPath, resolvePath, valueAt } from './row-values.ts'

/** Who asks. */
export interface Asker {
  readonly permissions: ReadonlySet<string>
  readonly hidden: Hidden
  readonly userId: string
}

/** An object that does not exist, or not for whoever asks. */
export class NoSuchObject extends Error {
  constructor(object: string) {
    super(
      `\nERROR at Row:1:Column:1\nsObject type '${object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name.`,
    )
  }
}

/** What a query came to: rows that are made when they are asked for. */
export interface Result {
  readonly total: number
  slice(from: number, length: number): readonly unknown[]
  readonly pageSize: number | undefined
}

/**
 * Runs a query for somebody.
 * @throws NoSuchObject, NoSuchColumn, MalformedQuery
 */
export function runQuery(
  world: SalesforceWorld,
  query: Query,
  api: 'data' | 'tooling',
  asker: Asker,
  path: string,
): Result {
  const table = visibleTable(world, query.object, api, asker)
  const { rows, object } = table
  const resolve = (name: string): ResolvedPath => resolvePath(world, table, name, asker.hidden)
  const fits = rowTest(world, query, table, api, asker)
  // Fields are checked before any row is read: a hidden one refuses the whole query.
  const render = renderer(query, table, resolve, asker, path)
  const { caps } = object
  const pageSize = caps?.page
  if (!fits && query.groupBy.length === 0 && !hasAggregate(query) && query.orderBy.length === 0 && !caps) {
    const total = Math.min(rows.count, query.limit ?? Number.POSITIVE_INFINITY)
    if (query.countOnly) return { total, slice: () => [], pageSize }
    return { total, slice: (from, length) => rows.slice(from, Math.min(length, total - from)).map(render), pageSize }
  }
  const [newest] = query.orderBy
  if (!fits && query.orderBy.length === 1 && newest?.path === 'SystemModstamp' && query.groupBy.length === 0 && !caps) {
    resolve(newest.path)
    const sorted = rows.sorted(newest.path, (row) => Date.parse(String(row[newest.path])))
    const listing = chosen(rows, sorted, newest.descending)
    const total = Math.min(listing.count, query.limit ?? Number.POSITIVE_INFINITY)
    return {
      total,
      pageSize,
      slice: (from, length) => listing.slice(from, Math.min(length, total - from)).map(render),
    }
  }
  const indices = matching(table, fits)
  if (query.countOnly) return { total: indices.length, slice: () => [], pageSize }
  if (query.groupBy.length > 0 || hasAggregate(query)) {
    const groups = grouped(
      query,
      indices.map((index) => rows.get(index) ?? {}),
      resolve,
    )
    return { total: groups.length, slice: (from, length) => groups.slice(from, from + length), pageSize }
  }
  if (query.orderBy.length > 0) sort(indices, query, table, resolve)
  const most = Math.min(query.limit ?? Number.POSITIVE_INFINITY, caps?.rows ?? Number.POSITIVE_INFINITY)
  const kept = indices.slice(0, most)
  return {
    total: kept.length,
    pageSize,
    slice: (from, length) =>
      kept.slice(from, from + length).flatMap((index) => {
        const row = rows.get(index)
        return row ? [render(row)] : []
      }),
  }
}

/** The object, if it is there for whoever asks. */
export function visibleTable(
  world: SalesforceWorld,
  name: string,
  api: 'data' | 'tooling',
  { permissions }: Asker,
): Table {
  const table = world.table(name)
  const there = table && (table.object.api === 'both' || table.object.api === api)
  if (!table || !there || !table.object.requires.every((one) => permissions.has(one))) throw new NoSuchObject(name)
  return table
}

function rowTest(
  world: SalesforceWorld,
  query: Query,
  table: Table,
  api: 'data' | 'tooling',
  asker: Asker,
): ((row: Row) => boolean) | undefined {
  const { others } = table.object
  const own =
    others && !asker.permissions.has(others.permission) ? (row: Row) => row[others.owner] === asker.userId : undefined
  const where =
    query.where &&
    compileCondition<Row>(query.where, {
      now: world.clock.now(),
      valueOf: (path) => {
        const resolved = resolvePath(world, table, path, asker.hidden)
        return (row) => valueAt(row, resolved)
      },
      valuesOf: (inner) => innerValues(world, inner, api, asker),
    })
  if (!own || !where) return own ?? where
  return (row) => own(row) && where(row)
}

function innerValues(
  world: SalesforceWorld,
  query: Query,
  api: 'data' | 'tooling',
  asker: Asker,
): ReadonlySet<unknown> {
  const [selected] = query.select
  if (selected?.kind !== 'field') throw new MalformedQuery('an inner query selects one field')
  const table = visibleTable(world, query.object, api, asker)
  const path = resolvePath(world, table, selected.path, asker.hidden)
  const fits = rowTest(world, query, table, api, asker)
  const values = new Set<unknown>()
  for (const row of table.rows.all()) if (!fits || fits(row)) values.add(valueAt(row, path))
  return values
}

function matching({ rows }: Table, fits: ((row: Row) => boolean) | undefined): number[] {
  const indices: number[] = []
  for (let index = 0; index < rows.end; index++) {
    const row = rows.get(index)
    if (row && (!fits || fits(row))) indices.push(index)
  }
  return indices
}

function hasAggregate({ select }: Query): boolean {
  return select.some(({ kind }) => kind === 'aggregate')
}

/** Makes the record that is sent out of the one that is held. */
function renderer(
  query: Query,
  table: Table,
  resolve: (path: string) => ResolvedPath,
  { hidden }: Asker,
  path: string,
): (row: Row) => unknown {
  const { name } = table.object
  const paths = query.select.flatMap((selected) => {
    if (selected.kind === 'field') return [resolve(selected.path)]
    if (selected.kind === 'aggregate') {
      resolve(selected.path)
      return []
    }
    return [...table.fields].filter((field) => !hidden.has(`${name}.${field}`)).map(resolve)
  })
  return (row) => {
    const record: Record<string, unknown> = {
      attributes: { type: name, url: `${path}/sobjects/${name}/${String(row['Id'])}` },
    }
    for (const resolved of paths) place(record, row, resolved)
    return record
  }
}

function place(record: Record<string, unknown>, row: Row, { parents, field }: ResolvedPath): void {
  let at = record
  let source: Row | undefined = row
  for (const parent of parents) {
    source = source && parent.table.byId(source[parent.field])
    if (!source) {
      at[parent.name] ??= null
      return
    }
    const known = at[parent.name]
    const next = (known ?? { attributes: { type: parent.table.object.name } }) as Record<string, unknown>
    at[parent.name] = next
    at = next
  }
  at[field] = source[field] ?? null
}

function grouped(query: Query, rows: readonly Row[], resolve: (path: string) => ResolvedPath): unknown[] {
  const keys = query.groupBy.map(resolve)
  const groups = new Map<string, Row[]>()
  // Without GROUP BY all rows are one group, also where there are none.
  if (keys.length === 0) groups.set('[]', [])
  for (const row of rows) {
    const key = JSON.stringify(keys.map((one) => valueAt(row, one)))
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()].map((group) => {
    const record: Record<string, unknown> = { attributes: { type: 'AggregateResult' } }
    let unnamed = 0
    for (const selected of query.select) {
      if (selected.kind === 'field') record[selected.path] = valueAt(group[0] ?? {}, resolve(selected.path))
      if (selected.kind !== 'aggregate') continue
      const values = group.map((row) => valueAt(row, resolve(selected.path))).filter((value) => value !== null)
      record[selected.alias ?? `expr${unnamed++}`] =
        selected.how === 'COUNT' ? values.length : extreme(values, selected.how)
    }
    return record
  })
}

function extreme(values: readonly unknown[], how: 'MAX' | 'MIN'): unknown {
  let best: unknown = null
  for (const value of values) {
    if (best === null || (how === 'MAX' ? String(value) > String(best) : String(value) < String(best))) best = value
  }
  return best
}

function sort(indices: number[], { orderBy }: Query, { rows }: Table, resolve: (path: string) => ResolvedPath): void {
  const paths = orderBy.map(({ path, descending }) => ({ resolved: resolve(path), descending }))
  const keys = new Map(
    indices.map((index) => [index, paths.map(({ resolved }) => String(valueAt(rows.get(index) ?? {}, resolved)))]),
  )
  indices.sort((a, b) => {
    for (const [at, { descending }] of paths.entries()) {
      const [left = '', right = ''] = [keys.get(a)?.[at], keys.get(b)?.[at]]
      if (left !== right) return left < right === descending ? 1 : -1
    }
    return a - b
  })
}
