/**
 * How the values of several policies become the one that holds for a user.
 * - `max`: all fields from the policy that goes before the others
 * - `merge`: each field from the first policy that has it, lists put together
 * - `max-map`, `merge-map`: the same, but entries of lists with the same key are one entry
 * - `list`: every policy stays, as an entry of `entries`
 * @see https://docs.cloud.google.com/identity/docs/concepts/policy-api-concepts
 */
export type Reducer = 'max' | 'merge' | 'max-map' | 'merge-map' | 'list'

/** The value of a setting. */
export type SettingFields = Readonly<Record<string, unknown>>

/**
 * Reduces values to one.
 * @param values the one that goes before the others first; at least one
 * @param entryKey what an entry of a list is known by, for `max-map` and `merge-map`
 */
export function reduceValues(reducer: Reducer, values: readonly SettingFields[], entryKey = 'id'): SettingFields {
  const [first = {}] = values
  switch (reducer) {
    case 'max':
      return first
    case 'list':
      return { entries: values }
    case 'merge':
      return merged(values, (lists) => lists.flat())
    case 'max-map':
      return merged(values, (lists) => entriesByKey(lists, entryKey, (known) => known))
    case 'merge-map':
      return merged(values, (lists) =>
        entriesByKey(lists, entryKey, (known, other) => merged([known, other], (inner) => inner.flat())),
      )
  }
}

function merged(
  values: readonly SettingFields[],
  join: (lists: readonly (readonly unknown[])[]) => readonly unknown[],
): SettingFields {
  const result: Record<string, unknown> = {}
  const lists = new Map<string, unknown[][]>()
  for (const value of values) {
    for (const [field, content] of Object.entries(value)) {
      if (!Object.hasOwn(result, field)) {
        result[field] = content
        if (Array.isArray(content)) lists.set(field, [content])
      } else if (Array.isArray(content)) lists.get(field)?.push(content)
    }
  }
  for (const [field, contents] of lists) result[field] = join(contents)
  return result
}

function entriesByKey(
  lists: readonly (readonly unknown[])[],
  entryKey: string,
  combine: (known: SettingFields, other: SettingFields) => SettingFields,
): readonly unknown[] {
  const entries = new Map<unknown, unknown>()
  for (const entry of lists.flat()) {
    const key = isFields(entry) ? (entry[entryKey] ?? entry) : entry
    const known = entries.get(key)
    entries.set(key, isFields(known) && isFields(entry) ? combine(known, entry) : entry)
  }
  return [...entries.values()]
}

/** Leaves of the entries of lists only the fields that are named. */
export function keepFields(value: SettingFields, names: readonly string[] | undefined): SettingFields {
  if (!names) return value
  const keep = (entry: unknown): unknown =>
    isFields(entry) ? Object.fromEntries(Object.entries(entry).filter(([name]) => names.includes(name))) : entry
  return Object.fromEntries(
    Object.entries(value).map(([field, content]) => [field, Array.isArray(content) ? content.map(keep) : content]),
  )
}

function isFields(value: unknown): value is SettingFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
