import type { VendorAnswer } from './vendor-answer.ts'

/** Where an answer names the page that follows it. */
export interface PagePointer {
  /** The URL or the token, as the vendor wrote it. */
  readonly value: string
  /** Whether it is a URL or a path, and not an opaque token. */
  readonly isUrl: boolean
  /** The answer with another value in its place. */
  replace(value: string): VendorAnswer
}

/** The fields of vendors' bodies that name the next page. */
const pointerFields = [
  'next',
  'nextPage',
  'next_page',
  'nextPageToken',
  'next_page_token',
  'nextCursor',
  'next_cursor',
  'nextLink',
  'next_link',
  'nextUrl',
  'next_url',
  '@odata.nextLink',
  'nextRecordsUrl',
  'endCursor',
]

/** Finds the pointer to the next page in the `Link` header or in the body. */
export function findPagePointer(answer: VendorAnswer): PagePointer | undefined {
  const link = [answer.headers['link'] ?? ''].flat().join(', ')
  const inHeader = /<([^>]*)>\s*;[^,]*rel="?next"?/.exec(link)
  if (inHeader?.[1]) {
    const value = inHeader[1]
    const replace = (next: string): VendorAnswer => ({
      ...answer,
      headers: { ...answer.headers, link: link.replace(`<${value}>`, `<${next}>`) },
    })
    return { value, isUrl: true, replace }
  }
  const body = parseJson(answer.body)
  const found = findInBody(body)
  if (!found) return undefined
  const value = found.holder[found.field] as string
  const replace = (next: string): VendorAnswer => {
    found.holder[found.field] = next
    const replaced = { ...answer, body: Buffer.from(JSON.stringify(body)) }
    found.holder[found.field] = value
    return replaced
  }
  return { value, isUrl: /^(https?:)?\//.test(value), replace }
}

/** Parses a body as JSON; `undefined` where it is none. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

type Holder = Record<string, unknown>

/** Looks through objects only: pointers inside of lists belong to the items, not to the page. */
function findInBody(value: unknown): { readonly holder: Holder; readonly field: string } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const holder = value as Holder
  for (const field of pointerFields) {
    const pointer = holder[field]
    if (typeof pointer === 'string' && pointer !== '' && holder['hasNextPage'] !== false) return { holder, field }
  }
  for (const child of Object.values(holder)) {
    const found = findInBody(child)
    if (found) return found
  }
  return undefined
}
