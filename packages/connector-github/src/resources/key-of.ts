/** Reads the field that names an item out of an item that does not fit otherwise. */
export function keyOf(field: string): (value: unknown) => string | undefined {
  return (value) => {
    const key = (value as Readonly<Record<string, unknown>> | null | undefined)?.[field]
    return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined
  }
}

/** The same for things whose own id says nothing outside their organisation. */
export function keyWithin(organization: string, field: string): (value: unknown) => string | undefined {
  return (value) => {
    const key = keyOf(field)(value)
    return key === undefined ? undefined : `${organization}/${key}`
  }
}
