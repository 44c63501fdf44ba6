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

/** A list of strings as `json_each` takes it apart, each as its column holds it. */
export function toStoredList(texts: readonly string[]): string {
  return JSON.stringify(texts.map(toStoredText))
}
