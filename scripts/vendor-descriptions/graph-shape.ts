import { isObject, shown } from './exchange.ts'
import type { GraphSchema } from './graph-document.ts'
import type { GraphTypeTable } from './graph-type-table.ts'

/** How an answer is looked at. */
export interface GraphShapeRules {
  readonly types: GraphTypeTable
  /** What is answered although it is not described: `user.something`, without `microsoft.graph.`. */
  readonly alsoAnswered: ReadonlySet<string>
  /** Properties that are not described are let pass, as beta has more than v1.0. @default false */
  readonly lenient?: boolean
}

/** What was asked of the items of an answer. */
export interface GraphAsked {
  /** Properties of `$select`; undefined where all are answered. */
  readonly select?: ReadonlySet<string> | undefined
  readonly expand: ReadonlyMap<string, GraphAsked>
}

const nothingAsked: GraphAsked = { expand: new Map() }

const formats: Readonly<Record<string, RegExp>> = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
  time: /^\d\d:\d\d:\d\d(?:\.\d+)?$/,
  duration: /^-?P(?=.)(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/,
  uuid: /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i,
  base64url: /^[\w+/=-]*$/,
}

/** Says where a value differs from its schema. Nothing is required. */
export function graphShapeProblems(
  value: unknown,
  schema: GraphSchema,
  rules: GraphShapeRules,
  at: string,
  asked: GraphAsked = nothingAsked,
): readonly string[] {
  const name = rules.types.nameOf(schema)
  const named = name === undefined ? undefined : rules.types.schema(name)
  if (value === null) return schema.nullable || named?.nullable ? [] : [`${at} is null, which it cannot be`]
  if (name !== undefined && (named === undefined || isObjectSchema(named))) {
    return objectProblems(value, name, rules, at, asked)
  }
  const plain = named ?? schema
  if (plain.type === undefined) return []
  if (plain.type === 'array') {
    if (!Array.isArray(value)) return [`${at} is ${shown(value)}, not a list`]
    return value.flatMap((one) => graphShapeProblems(one, plain.items ?? {}, rules, `${at}[]`, asked))
  }
  if (plain.type === 'object') return inlineProblems(value, plain, rules, at, asked)
  return plainProblems(value, plain, at)
}

function isObjectSchema({ allOf, type, properties }: GraphSchema): boolean {
  return allOf !== undefined || type === 'object' || properties !== undefined
}

/** An object whose schema stands where it is used: the wrapping of lists. */
function inlineProblems(
  value: unknown,
  { properties }: GraphSchema,
  rules: GraphShapeRules,
  at: string,
  asked: GraphAsked,
): readonly string[] {
  if (!isObject(value)) return [`${at} is ${shown(value)}, not an object`]
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = properties?.[key]
    if (known) return graphShapeProblems(inner, known, rules, `${at}.${key}`, asked)
    return isAnnotation(key) || properties === undefined || rules.lenient ? [] : [`${at}.${key} is not described`]
  })
}

function objectProblems(
  value: unknown,
  base: string,
  rules: GraphShapeRules,
  at: string,
  { select, expand }: GraphAsked,
): readonly string[] {
  if (!isObject(value)) return [`${at} is ${shown(value)}, not an object`]
  const stated = value['@odata.type']
  if (stated !== undefined && typeof stated !== 'string') return [`${at}.@odata.type is ${shown(stated)}`]
  const name = stated?.replace(/^#/, '') ?? base
  const { properties, lineage, isFree } = rules.types.type(name)
  if (isFree) return []
  if (!lineage.has(base)) return [`${at} is a ${shortName(name)}, which is no ${shortName(base)}`]
  return Object.entries(value).flatMap(([key, inner]) => {
    if (isAnnotation(key)) return []
    const place = `${at}.${key}`
    const also = [...lineage].some((one) => rules.alsoAnswered.has(`${shortName(one)}.${key}`))
    const known = properties.get(key)
    if (!known)
      return also || rules.lenient || key.startsWith('extension_')
        ? []
        : [`${place} is not described by ${shortName(name)}`]
    const below = expand.get(key)
    if (known['x-nav'] && !below && !also) return [`${place} is a navigation property, which was not expanded`]
    if (select && !select.has(key) && !below && key !== 'id') return [`${place} was not selected`]
    return graphShapeProblems(inner, known, rules, place, below)
  })
}

function plainProblems(value: unknown, schema: GraphSchema, at: string): readonly string[] {
  const { type, format, enum: allowed, 'x-flags': flags } = schema
  if (type === 'number') {
    const fits = typeof value === 'number' || value === 'INF' || value === '-INF' || value === 'NaN'
    return fits ? [] : [`${at} is ${shown(value)}, not a number`]
  }
  if (type === 'integer') return Number.isInteger(value) ? [] : [`${at} is ${shown(value)}, not an integer`]
  if (typeof value !== type) return [`${at} is ${shown(value)}, not a ${type}`]
  if (typeof value !== 'string') return []
  const values = flags ? value.split(',') : [value]
  const stranger = (flags ?? allowed) && values.find((one) => !(flags ?? allowed)?.includes(one))
  if (stranger !== undefined) return [`${at} is ${shown(stranger)}, which is not one of its values`]
  const form = format === undefined ? undefined : formats[format]
  return form && !form.test(value) ? [`${at} is ${shown(value)}, which is no ${format}`] : []
}

function isAnnotation(key: string): boolean {
  return key.includes('@')
}

/** A type without the name space that most have. */
export function shortName(name: string): string {
  return name.replace(/^microsoft\.graph\./, '')
}
