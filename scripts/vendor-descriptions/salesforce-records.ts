import { isObject, shown } from './exchange.ts'
import type { SalesforceField, SalesforceObject } from './salesforce-objects.ts'
import type { AlsoThere, FindObject } from './salesforce-queries.ts'
import type { SoqlColumn, SoqlQuery } from './soql.ts'

/** What records are compared with. */
export interface RecordRules {
  readonly find: FindObject
  readonly also: AlsoThere
  /** Looks at the value of `Metadata`. */
  readonly metadata: (object: string, value: unknown, at: string) => readonly string[]
}

const date = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d\.\d{3}\+0000)?$/
const id = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/

/** Looks at the answer of a query; without the query, as behind `nextRecordsUrl`, at its fields only. */
export function queryAnswerProblems(
  body: unknown,
  query: SoqlQuery | undefined,
  rules: RecordRules,
  at: string,
): readonly string[] {
  if (!isObject(body)) return [`${at} is ${shown(body)}, not an object`]
  const { totalSize, done, records, nextRecordsUrl, ...others } = body
  const problems = Object.keys(others)
    .filter((name) => !['size', 'queryLocator', 'entityTypeName'].includes(name))
    .map((name) => `${at}.${name} is not part of a query's answer`)
  if (!Number.isInteger(totalSize)) problems.push(`${at}.totalSize is ${shown(totalSize)}, not an integer`)
  if (typeof done !== 'boolean') problems.push(`${at}.done is ${shown(done)}, not a boolean`)
  if ((typeof nextRecordsUrl === 'string') === (done === true)) {
    problems.push(`${at} is ${done === true ? '' : 'not '}done with ${shown(nextRecordsUrl)} as nextRecordsUrl`)
  }
  if (!Array.isArray(records)) return [...problems, `${at}.records is ${shown(records)}, not a list`]
  return [...problems, ...records.flatMap((one) => recordProblems(one, query?.object, query?.columns, rules, at))]
}

function recordProblems(
  record: unknown,
  object: string | undefined,
  columns: readonly SoqlColumn[] | undefined,
  rules: RecordRules,
  at: string,
): readonly string[] {
  if (!isObject(record)) return [`a record of ${at} is ${shown(record)}, not an object`]
  const attributes = record['attributes']
  const type = isObject(attributes) ? attributes['type'] : undefined
  if (typeof type !== 'string') return [`a record of ${at} has no attributes.type`]
  if (type === 'AggregateResult') return []
  if (object !== undefined && type !== object) return [`a record of ${at} is a ${type}, not a ${object}`]
  const described = rules.find(type)
  const unasked = columns ? columnDifferences(record, columns, type) : []
  if (!described) return rules.also.has(type) ? unasked : [...unasked, `${type} is not described`]
  const problems = Object.entries(record)
    .filter(([name]) => name !== 'attributes')
    .flatMap(([name, value]) => valueProblems(name, value, described, columns, rules))
  return [...unasked, ...problems]
}

/** Salesforce answers each column that was selected, null or not, and no other. */
function columnDifferences(
  record: Readonly<Record<string, unknown>>,
  columns: readonly SoqlColumn[],
  type: string,
): readonly string[] {
  if (columns.some(({ kind }) => kind === 'any')) return []
  const names = new Set(columns.map(nameOf))
  const there = Object.keys(record).filter((name) => name !== 'attributes')
  return [
    ...there.filter((name) => !names.has(name)).map((name) => `${type}.${name} was not selected`),
    ...[...names].filter((name) => !(name in record)).map((name) => `${type}.${name} was selected and is not there`),
  ]
}

function nameOf(column: SoqlColumn, place: number): string {
  if (column.kind === 'children') return column.query.object
  if (column.kind === 'call') return column.alias ?? column.field ?? `expr${place}`
  return column.kind === 'field' ? (column.path.split('.')[0] ?? '') : ''
}

function valueProblems(
  name: string,
  value: unknown,
  object: SalesforceObject,
  columns: readonly SoqlColumn[] | undefined,
  rules: RecordRules,
): readonly string[] {
  const at = `${object.name}.${name}`
  if (rules.also.get(object.name)?.has(name)) return []
  const field = object.fields.get(name)
  if (name === 'Metadata' && field) return value === null ? [] : rules.metadata(object.name, value, at)
  if (field) return fieldProblems(value, field, at)
  if (object.parents.has(name)) {
    if (value === null) return []
    return recordProblems(value, object.parents.get(name), below(name, columns), rules, at)
  }
  if (!object.children.has(name)) return columns ? [] : [`${at} is not described`]
  if (value === null) return []
  const inner = columns?.find((one) => one.kind === 'children' && one.query.object === name)
  const target = object.children.get(name)
  const query = inner?.kind === 'children' && target !== undefined ? { ...inner.query, object: target } : undefined
  return queryAnswerProblems(value, query, rules, at)
}

/** The columns of a parent: `Profile.Name` is `Name` of `Profile`. */
function below(name: string, columns: readonly SoqlColumn[] | undefined): readonly SoqlColumn[] | undefined {
  return columns?.flatMap((column): readonly SoqlColumn[] => {
    if (column.kind !== 'field' || !column.path.startsWith(`${name}.`)) return []
    return [{ kind: 'field', path: column.path.slice(name.length + 1) }]
  })
}

function fieldProblems(value: unknown, { type, nullable }: SalesforceField, at: string): readonly string[] {
  if (value === null) return nullable ? [] : [`${at} is null, which it cannot be`]
  if (type === 'any') return []
  const wanted = type === 'boolean' || type === 'number' ? type : 'string'
  if (typeof value !== wanted) return [`${at} is ${shown(value)}, not a ${wanted}`]
  if (type === 'date' && !date.test(String(value)))
    return [`${at} is ${shown(value)}, not a date as Salesforce writes it`]
  return type === 'id' && !id.test(String(value)) ? [`${at} is ${shown(value)}, which is no id`] : []
}
