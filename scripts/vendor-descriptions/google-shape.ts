import { isObject, shown } from './exchange.ts'
import type { FieldMask } from './field-mask.ts'
import type { GoogleSchema } from './google-document.ts'

/** Schemas by name. */
export type GoogleSchemas = Readonly<Record<string, GoogleSchema>>

const formats: Readonly<Record<string, RegExp>> = {
  int64: /^-?\d+$/,
  uint64: /^\d+$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
  'google-datetime': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  'google-duration': /^-?\d+(?:\.\d+)?s$/,
  byte: /^[\w+/=-]*$/,
}

/** Follows references. */
function resolved(schema: GoogleSchema | undefined, schemas: GoogleSchemas): GoogleSchema | undefined {
  let at = schema
  while (at?.$ref !== undefined) at = schemas[at.$ref]
  return at
}

/** Says where a value differs from its schema. Nothing is required; what is not described is a problem. */
export function shapeProblems(
  value: unknown,
  schema: GoogleSchema | undefined,
  schemas: GoogleSchemas,
  at: string,
): readonly string[] {
  const known = resolved(schema, schemas)
  if (!known) return [`${at} has no description`]
  const { type, properties, items, additionalProperties } = known
  if (type === 'any' || (type === undefined && !properties)) return []
  if (type === 'array') {
    if (!Array.isArray(value)) return [`${at} is ${shown(value)}, not a list`]
    return value.flatMap((one) => shapeProblems(one, items, schemas, `${at}[]`))
  }
  if (type === 'object' || properties) {
    if (!isObject(value)) return [`${at} is ${shown(value)}, not an object`]
    return Object.entries(value).flatMap(([name, inner]) => {
      const below = properties?.[name] ?? additionalProperties
      return below ? shapeProblems(inner, below, schemas, `${at}.${name}`) : [`${at}.${name} is not described`]
    })
  }
  return plainProblems(value, known, at)
}

function plainProblems(value: unknown, { type, format, enum: allowed }: GoogleSchema, at: string): readonly string[] {
  const fits = type === 'integer' ? Number.isInteger(value) : typeof value === (type === 'number' ? 'number' : type)
  if (!fits) return [`${at} is ${shown(value)}, not ${type === 'integer' ? 'an integer' : `a ${type}`}`]
  if (typeof value !== 'string') return []
  if (allowed && !allowed.includes(value)) return [`${at} is ${shown(value)}, which is not one of its values`]
  const form = format === undefined ? undefined : formats[format]
  return form && !form.test(value) ? [`${at} is ${shown(value)}, which is no ${format}`] : []
}

/** Says which names of a field mask the schema does not have. */
export function maskProblems(
  mask: FieldMask,
  schema: GoogleSchema | undefined,
  schemas: GoogleSchemas,
  at: string,
): readonly string[] {
  let known = resolved(schema, schemas)
  while (known?.type === 'array') known = resolved(known.items, schemas)
  if (!known || known.type === 'any') return []
  return [...mask].flatMap(([name, below]) => {
    if (name === '*') return []
    const inner = known.properties?.[name] ?? known.additionalProperties
    const path = at === '' ? name : `${at}/${name}`
    return inner ? maskProblems(below, inner, schemas, path) : [`fields asks for ${path}, which is not described`]
  })
}

/** Says what a value holds that its field mask does not ask for. */
export function unaskedProblems(value: unknown, mask: FieldMask, at: string): readonly string[] {
  if (mask.size === 0 || mask.has('*')) return []
  if (Array.isArray(value)) return value.flatMap((one) => unaskedProblems(one, mask, `${at}[]`))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const below = mask.get(name)
    return below ? unaskedProblems(inner, below, `${at}.${name}`) : [`${at}.${name} was not asked for`]
  })
}
