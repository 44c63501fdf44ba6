import { UnexpectedAnswerError } from '@opencasb/core'

/** Bodies from this size on are measured before they are parsed: nesting alone could fill the memory. */
const measureFromBytes = 1024 * 1024
const decoder = new TextDecoder()

/** Reads bytes as text: UTF-8, a byte order mark dropped, each invalid sequence replaced by U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

/**
 * Parses JSON so that nothing in it can harm whoever reads it: bounded nesting, no `__proto__` keys, no lone surrogates
 * (each becomes U+FFFD). Of a repeated key the last one counts.
 * @throws UnexpectedAnswerError
 */
export function parseJson(text: string, maxDepth: number): unknown {
  if (text.length >= measureFromBytes && isDeeper(text, maxDepth)) throw tooDeep(maxDepth)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The parser's own message quotes the body.
    throw new UnexpectedAnswerError(`The answer is not JSON (${describe(text)})`)
  }
  const hasSurrogates = text.includes('\\ud') || text.includes('\\uD')
  return typeof value === 'object' && value !== null ? clean(value, maxDepth, hasSurrogates, maxDepth) : value
}

function clean(value: object, left: number, hasSurrogates: boolean, maxDepth: number): object {
  if (left === 0) throw tooDeep(maxDepth)
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index]
      if (typeof item === 'object' && item !== null) clean(item, left - 1, hasSurrogates, maxDepth)
      else if (hasSurrogates && typeof item === 'string') value[index] = item.toWellFormed()
    }
    return value
  }
  const fields = value as Record<string, unknown>
  for (const key in fields) {
    const field = fields[key]
    if (key === '__proto__') delete fields[key]
    else if (typeof field === 'object' && field !== null) clean(field, left - 1, hasSurrogates, maxDepth)
    else if (hasSurrogates && typeof field === 'string') fields[key] = field.toWellFormed()
  }
  return value
}

function tooDeep(maxDepth: number): UnexpectedAnswerError {
  return new UnexpectedAnswerError(`The answer is nested deeper than ${maxDepth} levels`, { retryable: false })
}

function describe(text: string): string {
  const start = text.trimStart()
  if (start === '') return 'it is empty'
  if (start.startsWith('<')) return 'it looks like a web page'
  return start.startsWith('{') || start.startsWith('[') ? 'it is cut or invalid' : 'it is text'
}

function isDeeper(text: string, maxDepth: number): boolean {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === 0x5c) index++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > maxDepth) return true
    } else if (code === 0x5d || code === 0x7d) depth--
  }
  return false
}
