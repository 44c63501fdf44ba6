import { createHash } from 'node:crypto'

/**
 * A string as a text column can hold it. SQLite keeps UTF-8, in which half a surrogate pair does not exist, and some
 * versions of node:sqlite cut a text at its first NUL; such strings are kept as JSON, which a leading quote tells.
 */
export function toStoredText(text: string): string {
  const isOdd = text.startsWith('"') || text.includes('\0') || !text.isWellFormed()
  return isOdd ? JSON.stringify(text) : text
}

/** The string that {@link toStoredText} was given. */
export function fromStoredText(stored: string): string {
  return stored.startsWith('"') ? JSON.parse(stored) : stored
}

/** Stored text of more than this, 1,800 bytes at most, may not fit into an index of PostgreSQL. */
const longestKey = 600

/**
 * A key as an indexed column can hold it: the stored text, or where that is long its digest, which no stored text is equal
 * to. The key itself then has to be kept elsewhere.
 * @see https://www.postgresql.org/docs/current/btree.html
 */
export function toStoredKey(key: string): string {
  const text = toStoredText(key)
  return text.length <= longestKey ? text : `${digestMark}${createHash('sha256').update(text).digest('base64url')}`
}

/** Whether a column holds a digest instead of the key. */
export function isKeyDigest(stored: string): boolean {
  return stored.startsWith(digestMark) && !stored.endsWith('"')
}

/** Texts that begin with a quote are stored as JSON, which ends with one. */
const digestMark = '"#'

/** The key itself, for the column beside the one that holds its digest; null where that holds the key. */
export function toWholeKey(key: string): string | null {
  return isKeyDigest(toStoredKey(key)) ? toStoredText(key) : null
}

/** A list of keys as `json_each` takes it apart, each as its column holds it. */
export function toStoredKeys(keys: readonly string[]): string {
  return JSON.stringify(keys.map(toStoredKey))
}

/** A list of strings as `json_each` takes it apart, each as its column holds it. */
export function toStoredList(texts: readonly string[]): string {
  return JSON.stringify(texts.map(toStoredText))
}
