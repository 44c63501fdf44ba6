/** What `$select` leaves of an object; annotations stay. */
export function select(item: object, fields: string | null): object {
  if (fields === null) return item
  const wanted = new Set(fields.split(',').map((field) => field.trim()))
  return Object.fromEntries(Object.entries(item).filter(([name]) => wanted.has(name) || name.startsWith('@')))
}
