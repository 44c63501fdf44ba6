import { isObject, shown } from './exchange.ts'
import type { TypedObject, TypedObjects } from './salesforce-objects.ts'

/** Metadata types by name, with their enumerations. */
export class MetadataTypes {
  readonly #sources: readonly TypedObjects[]

  constructor(sources: readonly (TypedObjects | undefined)[]) {
    this.#sources = sources.filter((one) => one !== undefined)
  }

  /** Says where a value differs from its type. What is missing is not a problem; types that are not known fit all. */
  problems(value: unknown, type: string, at: string): readonly string[] {
    if (type.endsWith('[]')) {
      if (!Array.isArray(value)) return [`${at} is ${shown(value)}, not a list`]
      return value.flatMap((one) => this.problems(one, type.slice(0, -2), `${at}[]`))
    }
    if (type === 'string' || type === 'boolean' || type === 'number') {
      return typeof value === type ? [] : [`${at} is ${shown(value)}, not a ${type}`]
    }
    const values = this.#sources.map(({ enums }) => enums?.[type]).find((one) => one !== undefined)
    if (values)
      return values.some((one) => one === value) ? [] : [`${at} is ${shown(value)}, which is not one of its values`]
    const found = this.#find(type)
    if (!found) return []
    if (!isObject(value)) return [`${at} is ${shown(value)}, not an object`]
    const fields = this.#fields(found)
    return Object.entries(value).flatMap(([name, inner]) => {
      const known = fields.get(name)
      if (known === undefined) return [`${at}.${name} is not described`]
      return inner === null ? [] : this.problems(inner, known.replace(/!$/, ''), `${at}.${name}`)
    })
  }

  #find(name: string): TypedObject | undefined {
    return this.#sources.map(({ objects, types }) => types?.[name] ?? objects?.[name]).find((one) => one !== undefined)
  }

  #fields(type: TypedObject): ReadonlyMap<string, string> {
    const inherited = (type.extends ?? []).flatMap((name) => {
      const base = this.#find(name)
      return base ? [...this.#fields(base)] : []
    })
    return new Map([...inherited, ['fullName', 'string'], ['urls', 'any'], ...Object.entries(type.fields)])
  }
}
