const names: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** Controls, line separators, byte order marks, and the characters that turn the direction of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const invisible = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16).padStart(4, '0')
  return names.get(character) ?? `\\u${code}`
}

/**
 * A vendor's text as a person may safely see it: well-formed, on one line, without characters that hide, move or turn
 * what stands around them. Such characters are shown as escapes: `\n`, `\u202e`.
 */
export function visibleText(text: string): string {
  return text.toWellFormed().replace(invisible, escaped)
}
