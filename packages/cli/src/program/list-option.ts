/** Collects an option that may be repeated and may hold several values with commas between them. */
export function listOption(value: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  ]
}
