import type { GraphSchema } from './graph-document.ts'

/** A named type, with what it inherits. */
export interface GraphType {
  readonly name: string
  readonly properties: ReadonlyMap<string, GraphSchema>
  /** Itself and all that it is derived from. */
  readonly lineage: ReadonlySet<string>
  /** Nothing is known of its properties: it is a dictionary, or it is not part of the description. */
  readonly isFree: boolean
}

const prefix = '#/components/schemas/'

/** The types of Microsoft Graph. */
export class GraphTypeTable {
  readonly #schemas: Readonly<Record<string, GraphSchema>>
  readonly #types = new Map<string, GraphType>()

  constructor(schemas: Readonly<Record<string, GraphSchema>>) {
    this.#schemas = schemas
  }

  schema(name: string): GraphSchema | undefined {
    return this.#schemas[name]
  }

  /** The name that a schema refers to, itself or as its only part. */
  nameOf(schema: GraphSchema): string | undefined {
    const reference = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]?.$ref : undefined)
    return reference?.startsWith(prefix) ? reference.slice(prefix.length) : schema['x-type']
  }

  type(name: string): GraphType {
    const known = this.#types.get(name)
    if (known) return known
    const properties = new Map<string, GraphSchema>()
    const lineage = new Set([name])
    const schema = this.#schemas[name]
    for (const part of schema?.allOf ?? (schema ? [schema] : [])) {
      const base = part.$ref?.slice(prefix.length)
      if (base !== undefined) {
        const inherited = this.type(base)
        for (const [property, one] of inherited.properties) properties.set(property, one)
        for (const one of inherited.lineage) lineage.add(one)
      }
      for (const [property, one] of Object.entries(part.properties ?? {})) properties.set(property, one)
    }
    const declared = [...properties.keys()].filter((property) => !property.startsWith('@'))
    const isFree = declared.length === 0 && (schema === undefined || schema.additionalProperties === true)
    const type: GraphType = { name, properties, lineage, isFree }
    this.#types.set(name, type)
    return type
  }

  /** A type and all that are derived from it: what a polymorphic collection may hold. */
  family(name: string): readonly GraphType[] {
    return Object.keys(this.#schemas)
      .map((one) => this.type(one))
      .filter(({ lineage }) => lineage.has(name))
  }
}
