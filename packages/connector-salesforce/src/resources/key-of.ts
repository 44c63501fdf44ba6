/** Reads the field that names a row out of a row that does not fit otherwise. */
export function keyOf(field: string): (value: unknown) => string | undefined {
  return (value) => {
    const key = (value as Readonly<Record<string, unknown>> | null | undefined)?.[field]
    return typeof key === 'string' && key !== '' ? key : undefined
  }
}
