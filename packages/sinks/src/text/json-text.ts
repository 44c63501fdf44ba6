/**
 * A value as JSON on one line, safe for readers that are not strict: lone surrogates become U+FFFD as
 * `String.prototype.toWellFormed` makes them, and everything that some reader takes for a line break, a terminal
 * command or a byte order mark is written as an escape.
 */
export function jsonText(value: unknown): string {
  let text = JSON.stringify(value)
  // JSON.stringify escapes exactly the surrogates that stand alone. An escaped backslash before "ud800" is text.
  if (text.includes('\\ud')) {
    text = text.replace(/\\\\|\\ud[89a-f][0-9a-f]{2}/g, (match) => (match === '\\\\' ? match : '\ufffd'))
  }
  return text.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
