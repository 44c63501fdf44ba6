/** The list of items in a page's body. */
export interface PageItems {
  readonly items: readonly unknown[]
  /** The body with another list in its place. */
  replace(items: readonly unknown[]): unknown
}

interface Place {
  readonly path: readonly string[]
  readonly items: readonly unknown[]
}

/** Finds the list of items: the body itself, or the longest list that is reached through objects only. */
export function findPageItems(body: unknown): PageItems | undefined {
  const places = listsIn(body, []).sort((a, b) => b.items.length - a.items.length || a.path.length - b.path.length)
  const found = places[0]
  if (!found) return undefined
  return { items: found.items, replace: (items) => replaceAt(body, found.path, items) }
}

function listsIn(value: unknown, path: readonly string[]): Place[] {
  if (Array.isArray(value)) return [{ path, items: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => listsIn(child, [...path, key]))
}

function replaceAt(value: unknown, path: readonly string[], items: readonly unknown[]): unknown {
  const [key, ...rest] = path
  if (key === undefined) return items
  const holder = value as Readonly<Record<string, unknown>>
  return { ...holder, [key]: replaceAt(holder[key], rest, items) }
}
