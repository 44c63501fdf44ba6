import type { SalesforceObject } from './salesforce-objects.ts'
import type { SoqlColumn, SoqlQuery } from './soql.ts'

/** Finds a described object. */
export type FindObject = (name: string) => SalesforceObject | undefined

/** Fields that were added to objects after their description. */
export type AlsoThere = ReadonlyMap<string, ReadonlySet<string>>

/** Says which objects and fields of a query are not described. */
export function queryProblems(query: SoqlQuery, find: FindObject, also: AlsoThere): readonly string[] {
  const object = find(query.object)
  const joined = query.semiJoins.flatMap((inner) => queryProblems(inner, find, also))
  if (!object) return also.has(query.object) ? joined : [`${query.object} is not described`, ...joined]
  const columns = query.columns.flatMap((column) => columnProblems(column, object, find, also))
  const aliases = new Set(query.columns.flatMap((column) => (column.kind === 'call' && column.alias) || []))
  const mentioned = query.mentioned
    .filter((path) => !aliases.has(path))
    .flatMap((path) => pathProblems(path, object, find, also))
  return [...columns, ...mentioned, ...joined]
}

function columnProblems(
  column: SoqlColumn,
  object: SalesforceObject,
  find: FindObject,
  also: AlsoThere,
): readonly string[] {
  if (column.kind === 'any') return []
  if (column.kind === 'call') return column.field === undefined ? [] : pathProblems(column.field, object, find, also)
  if (column.kind === 'field') return pathProblems(column.path, object, find, also)
  const { query } = column
  if (!object.children.has(query.object)) return [`${object.name} has no children ${query.object}`]
  const target = object.children.get(query.object)
  return target === undefined ? [] : queryProblems({ ...query, object: target }, find, also)
}

function pathProblems(path: string, object: SalesforceObject, find: FindObject, also: AlsoThere): readonly string[] {
  const [first = '', ...rest] = path.split('.')
  // The object's own name may stand before its fields.
  if (rest.length > 0 && first === object.name) return pathProblems(rest.join('.'), object, find, also)
  if (also.get(object.name)?.has(first)) return []
  if (rest.length === 0) return object.fields.has(first) ? [] : [`${object.name} has no field ${first}`]
  if (!object.parents.has(first)) return [`${object.name} has no relationship ${first}`]
  const target = object.parents.get(first)
  const parent = target === undefined ? undefined : find(target)
  return parent ? pathProblems(rest.join('.'), parent, find, also) : []
}
