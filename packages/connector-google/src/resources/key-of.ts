/** Finds the key of an item that could not be read: one of its fields, where that is a text. */
export function keyOf(field: string): (value: unknown) => string | undefined {
  return (value) => {
    const key = typeof value === 'object' && value !== null && (value as Readonly<Record<string, unknown>>)[field]
    return typeof key === 'string' && key !== '' ? key : undefined
  }
}
