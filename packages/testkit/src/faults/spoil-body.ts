import type { SpoiltBodyFault } from './fault.ts'
import { findPageItems } from './page-items.ts'
import { parseJson } from './page-pointer.ts'
import type { VendorAnswer } from './vendor-answer.ts'

/** Properties with texts for people, which no connector builds requests from. */
const descriptiveFields = /^(description|title|summary|label|note|comment|about|bio|display_?name)$/i

const oddTexts = [
  'nul \u0000 in the middle',
  'lone surrogate \ud800',
  '\u202eright to left',
  '\u001b[31mred\u001b[0m\r\nforged: line',
  '=cmd()|<script>alert(1)</script>../../x%0d%0a',
  'x'.repeat(100_000),
]

const unknownField = 'opencasb_unknown'
const brokenBytes = Buffer.from([0xc3, 0x28, 0xff])
const placeholder = 'opencasb-broken-bytes'

/** Spoils an answer's body; `undefined` where it has nothing to spoil. */
export function spoilBody(kind: SpoiltBodyFault['kind'], answer: VendorAnswer): VendorAnswer | undefined {
  if (answer.status !== 200) return undefined
  if (kind === 'truncated-json') return { ...answer, body: answer.body.subarray(0, Math.ceil(answer.body.length / 2)) }
  if (kind === 'byte-order-mark') return { ...answer, body: Buffer.concat([Buffer.from('\ufeff'), answer.body]) }
  const body = parseJson(answer.body)
  if (body === undefined) return undefined
  const spoilt = spoilValue(kind, body)
  return spoilt && { ...answer, headers: withoutValidators(answer.headers), body: spoilt }
}

/** What was tampered with must not be kept as the vendor's own answer. */
export function withoutValidators(headers: VendorAnswer['headers']): VendorAnswer['headers'] {
  const { etag: _etag, 'last-modified': _lastModified, ...rest } = headers
  return rest
}

function spoilValue(kind: SpoiltBodyFault['kind'], body: unknown): Buffer | undefined {
  if (kind === 'wrong-shape') return json({ unexpected: 'shape' })
  if (kind === 'odd-strings') return json(withOddTexts(body, { next: 0 }))
  const page = findPageItems(body)
  const items = page?.items.filter((item) => typeof item === 'object' && item !== null) ?? []
  if (!page || items.length === 0) return undefined
  switch (kind) {
    case 'duplicate-items':
      return json(page.replace([...page.items, ...page.items]))
    case 'unknown-properties': {
      const changed = page.replace(items.map((item) => ({ ...item, [unknownField]: { nested: [1, null, 'x'] } })))
      return json(Array.isArray(changed) ? changed : { ...(changed as object), [unknownField]: true })
    }
    case 'invalid-utf8': {
      const text = JSON.stringify(page.replace(items.map((item) => ({ ...item, [unknownField]: placeholder }))))
      const pieces = text.split(placeholder).flatMap((piece) => [brokenBytes, Buffer.from(piece)])
      return Buffer.concat(pieces.slice(1))
    }
    case 'prototype-keys': {
      const text = JSON.stringify(page.replace(items.map((item) => ({ [unknownField]: 0, ...item }))))
      const keys = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":"x"'
      return Buffer.from(text.replaceAll(`"${unknownField}":0`, keys))
    }
    default:
      return undefined
  }
}

function withOddTexts(value: unknown, turn: { next: number }): unknown {
  if (Array.isArray(value)) return value.map((child) => withOddTexts(child, turn))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      if (typeof child === 'string' && descriptiveFields.test(key))
        return [key, oddTexts[turn.next++ % oddTexts.length]]
      return [key, withOddTexts(child, turn)]
    }),
  )
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}
