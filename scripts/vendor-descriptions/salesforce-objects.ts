/** `standard-objects.json`: objects of the data API. */
export interface StandardObjects {
  readonly objects: Readonly<
    Record<
      string,
      {
        /** Field → type; `?` after it where it may be null. */
        readonly fields: Readonly<Record<string, string>>
        /** Relationship → object. */
        readonly parents?: Readonly<Record<string, string>>
        readonly children?: Readonly<Record<string, string>>
      }
    >
  >
}

/** `tooling-objects.json` and `metadata-settings.json`: types with what they extend. */
export interface TypedObjects {
  readonly objects?: Readonly<Record<string, TypedObject>>
  readonly types?: Readonly<Record<string, TypedObject>>
  readonly enums?: Readonly<Record<string, readonly string[]>>
}

export interface TypedObject {
  readonly extends?: readonly string[]
  /** Field → type; `!` after it where it is required, `[]` where it is a list. */
  readonly fields: Readonly<Record<string, string>>
}

/** `describe-v50.json`: what a live organisation answered. */
export interface DescribedObjects {
  readonly objects: Readonly<
    Record<
      string,
      {
        readonly fields: readonly {
          readonly name: string
          readonly type: string
          readonly nillable?: boolean
          readonly relationshipName?: string | null
          readonly referenceTo?: readonly string[]
        }[]
      }
    >
  >
}

/** What a value of a field has to be. */
export interface SalesforceField {
  readonly type: 'string' | 'boolean' | 'number' | 'date' | 'id' | 'any'
  readonly nullable: boolean
}

/** An object that is described. */
export interface SalesforceObject {
  readonly name: string
  readonly fields: ReadonlyMap<string, SalesforceField>
  /** Relationship → the object at its end; undefined where it may be one of several. */
  readonly parents: ReadonlyMap<string, string | undefined>
  /** Relationship → object of the children; undefined where that is not known. */
  readonly children: ReadonlyMap<string, string | undefined>
}

/** Which of the APIs an object is asked of: they have different fields. */
export type SalesforceApi = 'data' | 'tooling'

/** The descriptions that were found. */
export interface SalesforceSources {
  readonly standard?: StandardObjects | undefined
  readonly tooling?: TypedObjects | undefined
  readonly described?: DescribedObjects | undefined
  readonly metadata?: TypedObjects | undefined
}

const plainTypes: Readonly<Record<string, SalesforceField['type']>> = {
  string: 'string',
  boolean: 'boolean',
  number: 'number',
  Date: 'date',
  DateString: 'date',
  ID: 'id',
}
const describedTypes: Readonly<Record<string, SalesforceField['type']>> = {
  boolean: 'boolean',
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'date',
  id: 'id',
  reference: 'id',
  address: 'any',
  location: 'any',
}

/** Puts together what is known of an object; undefined where no description has it. */
export function salesforceObject(
  { standard, tooling, described }: SalesforceSources,
  api: SalesforceApi,
  name: string,
): SalesforceObject | undefined {
  const fields = new Map<string, SalesforceField>()
  const parents = new Map<string, string | undefined>()
  const children = new Map<string, string | undefined>()
  const old = api === 'data' ? standard?.objects[name] : undefined
  const live = api === 'data' ? described?.objects[name] : undefined
  // The description of the data API is an old one: what it lacks, the Tooling API often has too.
  const typed = api === 'tooling' || !(old || live) ? tooling?.objects?.[name] : undefined
  if (!old && !live && !typed) return undefined
  for (const [field, type] of Object.entries(typed?.fields ?? {})) {
    // Fields of the metadata type stand in the same list, in lower case.
    if (!/^[A-Z]/.test(field)) continue
    const bare = type.replace(/!$/, '')
    const isMany = bare === 'QueryResult'
    if (isMany) children.set(field, undefined)
    else if (tooling?.objects?.[bare]) parents.set(field, bare)
    else fields.set(field, { type: plainTypes[bare] ?? 'any', nullable: true })
  }
  if (typed) fields.set('Id', { type: 'id', nullable: true })
  if (typed && api === 'tooling') fields.set('Metadata', { type: 'any', nullable: true })
  for (const [field, type] of Object.entries(old?.fields ?? {})) {
    fields.set(field, { type: plainTypes[type.replace(/\?$/, '')] ?? 'any', nullable: type.endsWith('?') })
  }
  for (const { name: field, type, nillable = true, relationshipName, referenceTo = [] } of live?.fields ?? []) {
    // What an older and a newer description say differently is as lenient as either.
    const nullable = nillable || fields.get(field)?.nullable === true
    fields.set(field, { type: describedTypes[type] ?? 'string', nullable })
    if (relationshipName) parents.set(relationshipName, referenceTo.length === 1 ? referenceTo[0] : undefined)
  }
  for (const [relationship, object] of Object.entries(old?.parents ?? {})) {
    parents.set(relationship, object === 'Name' ? undefined : object)
  }
  for (const [relationship, object] of Object.entries(old?.children ?? {})) children.set(relationship, object)
  return { name, fields, parents, children }
}
