/**
 * Control characters, line separators, and the invisible ones that turn the direction of text or hide in it. The two
 * joiners stay: scripts and emoji need them.
 */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu

/** The longest text from a vendor that a terminal is shown, in characters. */
const longest = 400

/**
 * Makes text from a vendor safe to print: one line, nothing that moves the cursor, colours, links or turns the reading
 * direction. What must not be printed is shown as an escape such as `\u001b`, so that names that differ look different.
 */
export function neutral(text: string, maximum: number = longest): string {
  // The end of an overlong text is cut first: escaping it would be wasted.
  const plain = text
    .slice(0, maximum + 1)
    .toWellFormed()
    .replaceAll(/[\t\n\r]+/g, ' ')
    .replaceAll(unsafe, escaped)
  return plain.length > maximum ? `${plain.slice(0, maximum - 1).toWellFormed()}…` : plain
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16)
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`
}
