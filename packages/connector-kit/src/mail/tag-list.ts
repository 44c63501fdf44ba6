/** One `name=value` of a record. */
export interface Tag {
  /** As written: tag names are case-sensitive in DKIM, and lower case everywhere. */
  readonly name: string
  readonly value: string
}

/** The tags of a record such as `v=DMARC1; p=none`, in order. */
export interface TagList {
  readonly tags: readonly Tag[]
  /** What is not a tag, as written. */
  readonly odd: readonly string[]
}

/** Reads a list of tags, with white space around names, values and semicolons. Never throws. */
export function parseTagList(text: string): TagList {
  const tags: Tag[] = []
  const odd: string[] = []
  for (const part of text.split(';')) {
    const trimmed = part.trim()
    if (trimmed === '') continue
    const equals = trimmed.indexOf('=')
    const name = trimmed.slice(0, Math.max(equals, 0)).trim()
    if (/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) tags.push({ name, value: trimmed.slice(equals + 1).trim() })
    else odd.push(trimmed)
  }
  return { tags, odd }
}

/** The tags by name, the first of each, and the names that come again. */
export function byName(tags: readonly Tag[]): {
  readonly values: ReadonlyMap<string, string>
  readonly repeated: readonly string[]
} {
  const values = new Map<string, string>()
  const repeated = new Set<string>()
  for (const { name, value } of tags) {
    if (values.has(name)) repeated.add(name)
    else values.set(name, value)
  }
  return { values, repeated: [...repeated] }
}
