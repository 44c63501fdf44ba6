interface Mask {
  readonly [field: string]: Mask | true
}

/** Leaves only the fields that a partial-response mask names: `kind,users(id,name/fullName)`. */
export function applyFields(body: unknown, fields: string | null): unknown {
  if (fields === null || fields === '' || fields === '*') return body
  return masked(body, parse(fields, { at: 0 }))
}

function masked(value: unknown, mask: Mask | true): unknown {
  if (mask === true || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => masked(item, mask))
  const kept: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value)) {
    const below = mask[name] ?? mask['*']
    if (below !== undefined) kept[name] = masked(inner, below)
  }
  return kept
}

function parse(text: string, place: { at: number }): Mask {
  const mask: Record<string, Mask | true> = {}
  while (place.at < text.length && text[place.at] !== ')') {
    const name = /[^,()/]*/y
    name.lastIndex = place.at
    const word = name.exec(text)?.[0] ?? ''
    place.at += word.length
    const next = text[place.at]
    if (next === '(') {
      place.at += 1
      mask[word.trim()] = parse(text, place)
      place.at += 1
    } else if (next === '/') {
      place.at += 1
      const rest = /[^,()]*/y
      rest.lastIndex = place.at
      const path = rest.exec(text)?.[0] ?? ''
      place.at += path.length
      mask[word.trim()] = parse(path, { at: 0 })
    } else {
      mask[word.trim()] = true
    }
    if (text[place.at] === ',') place.at += 1
  }
  return mask
}
