import { ContractError } from '@opencasb/core'

/** A piece of SOQL whose every interpolation was escaped by its kind. Only {@link soql} and its kin make one. */
export class Soql {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  /** The query as it is sent. */
  get text(): string {
    return this.#text
  }

  /** @internal For the functions of this file: text that is known to be safe. */
  static ofSafeText(text: string): Soql {
    return new Soql(text)
  }
}

/** What can stand in a query: each kind is written in its own way. Lists become `(…, …)`. */
export type SoqlValue = Soql | string | number | boolean | null | Date | readonly (string | number | Date | Soql)[]

/**
 * Writes a query. Texts become string literals, dates become date-time literals, numbers, truth values and `null`
 * become themselves, lists become lists; names of fields and objects come from {@link identifier} and {@link fieldList},
 * record ids from {@link recordId}. Nothing is inserted as it is.
 * @example soql`SELECT Id FROM User WHERE Name = ${name} AND SystemModstamp >= ${since}`
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm
 */
export function soql(parts: TemplateStringsArray, ...values: readonly SoqlValue[]): Soql {
  let text = parts[0] ?? ''
  values.forEach((value, position) => {
    text += literal(value) + (parts[position + 1] ?? '')
  })
  return Soql.ofSafeText(text)
}

const name = /^[A-Za-z][A-Za-z0-9_]{0,79}$/

/**
 * The name of a field or object, out of those that are allowed.
 * @throws ContractError where it is another one
 */
export function identifier(value: string, allowed: readonly string[]): Soql {
  if (!allowed.includes(value) || !value.split('.').every((part) => name.test(part))) {
    throw new ContractError('A query names a field or an object that is not on its list')
  }
  return Soql.ofSafeText(value)
}

/**
 * The fields of a SELECT; relationships are written with dots.
 * @throws ContractError where one is no name
 */
export function fieldList(fields: readonly string[]): Soql {
  if (fields.length === 0) throw new ContractError('A query selects no field')
  return Soql.ofSafeText(fields.map((field) => identifier(field, fields).text).join(', '))
}

const idShape = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/

/** Says whether a text has the shape of a record id: 15 letters and digits, or 18. */
export function isRecordId(value: string): boolean {
  return idShape.test(value)
}

/**
 * A record id.
 * @throws ContractError where it has not the shape of one
 */
export function recordId(value: string): Soql {
  if (!isRecordId(value)) throw new ContractError('A query was given an id that is none')
  return Soql.ofSafeText(`'${value}'`)
}

function literal(value: SoqlValue): string {
  if (value instanceof Soql) return value.text
  if (value === null) return 'null'
  if (value instanceof Date) return dateTime(value)
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return number(value)
  if (value.length === 0) throw new ContractError('A list in a query is empty')
  return `(${value.map(literal).join(', ')})`
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
}

function quoted(text: string): string {
  return `'${text.replace(/[\\'"\n\r\t\b\f]/g, (character) => escapes[character] ?? '')}'`
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new ContractError('A number in a query is not finite')
  // SOQL reads no exponents.
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(10)
}

function dateTime(value: Date): string {
  if (Number.isNaN(value.getTime())) throw new ContractError('A date in a query is none')
  return value.toISOString()
}
