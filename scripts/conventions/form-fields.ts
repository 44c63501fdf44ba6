import type { JsonObject } from '@opencasb/core'

/** One value that a form asks for. */
export interface FormField {
  /** Names of properties; `0` stands for any item of a list. */
  readonly path: readonly (string | 0)[]
  /** What the JSON Schema says of it. */
  readonly schema: JsonObject
}

/** All properties of a JSON Schema and the items of its lists, in the order in which a form shows them. */
export function formFields(schema: JsonObject | undefined, path: FormField['path'] = []): readonly FormField[] {
  const { properties = {}, items } = (schema ?? {}) as {
    readonly properties?: Readonly<Record<string, JsonObject>>
    readonly items?: JsonObject
  }
  const below: readonly FormField[] = [
    ...Object.entries(properties).map(([name, property]): FormField => ({ path: [...path, name], schema: property })),
    ...(items ? [{ path: [...path, 0], schema: items } satisfies FormField] : []),
  ]
  return below.flatMap((field) => [field, ...formFields(field.schema, field.path)])
}
