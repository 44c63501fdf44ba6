/** What a `fields` parameter asks for: names → what of them; an empty map is all of it. */
export type FieldMask = ReadonlyMap<string, FieldMask>

/**
 * Reads Google's `fields` parameter: `kind,items(id,owner/email)`.
 * @returns undefined where it is none
 * @see https://developers.google.com/workspace/drive/api/guides/fields-parameter
 */
export function parseFieldMask(text: string): FieldMask | undefined {
  const tokens = text.match(/[\w.$*-]+|[(),/]|./g) ?? []
  let at = 0

  const list = (): Map<string, FieldMask> | undefined => {
    const mask = new Map<string, FieldMask>()
    for (;;) {
      const read = field(mask)
      if (!read) return undefined
      if (tokens[at] !== ',') return mask
      at += 1
    }
  }
  const field = (into: Map<string, FieldMask>): boolean => {
    const name = tokens[at]
    if (name === undefined || !/^(?:[\w.$-]+|\*)$/.test(name)) return false
    at += 1
    const below = new Map(into.get(name) ?? [])
    into.set(name, below)
    if (tokens[at] === '/') {
      at += 1
      return field(below)
    }
    if (tokens[at] !== '(') return true
    at += 1
    const inside = list()
    if (!inside || tokens[at] !== ')') return false
    at += 1
    for (const [inner, mask] of inside) below.set(inner, mask)
    return true
  }
  const mask = list()
  return mask && at === tokens.length ? mask : undefined
}
