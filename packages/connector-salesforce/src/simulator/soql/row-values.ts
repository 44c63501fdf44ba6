import type { SalesforceWorld } from '../world/salesforce-world.ts'
import type { Row } from '../world/simulated-object.ts'
import type { Table } from '../world/table.ts'

/** A field that an object does not have, or does not show. */
export class NoSuchColumn extends Error {
  constructor(column: string, object: string) {
    super(
      `\nERROR at Row:1:Column:1\nNo such column '${column}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
    )
  }
}

/** Says which fields are hidden from whoever asks: `User.LastLoginDate`. */
export type Hidden = ReadonlySet<string>

/** Where a path leads: through relationships to a field, names as the object writes them. */
export interface ResolvedPath {
  readonly parents: readonly { readonly name: string; readonly field: string; readonly table: Table }[]
  readonly field: string
}

/**
 * Resolves a path such as `Assignee.Profile.Name`.
 * @throws NoSuchColumn
 */
export function resolvePath(world: SalesforceWorld, table: Table, path: string, hidden: Hidden): ResolvedPath {
  const words = path.split('.')
  // The object's own name may stand before its fields.
  if (words.length > 1 && words[0] === table.object.name) words.shift()
  const parents: { name: string; field: string; table: Table }[] = []
  let at = table
  while (words.length > 1) {
    const word = words.shift() ?? ''
    const [name, link] =
      Object.entries(at.object.parents ?? {}).find(([one]) => one.toLowerCase() === word.toLowerCase()) ?? []
    const next = link && world.table(link.object)
    if (!name || !link || !next) throw new NoSuchColumn(word, at.object.name)
    parents.push({ name, field: link.field, table: next })
    at = next
  }
  const word = words[0] ?? ''
  const field = [...at.fields].find((one) => one.toLowerCase() === word.toLowerCase())
  if (field === undefined || hidden.has(`${at.object.name}.${field}`)) throw new NoSuchColumn(word, at.object.name)
  return { parents, field }
}

/** The value at a path of a row; `null` where a relationship leads nowhere. */
export function valueAt(row: Row, { parents, field }: ResolvedPath): unknown {
  let at: Row | undefined = row
  for (const parent of parents) {
    at = parent.table.byId(at[parent.field])
    if (!at) return null
  }
  return at[field] ?? null
}
