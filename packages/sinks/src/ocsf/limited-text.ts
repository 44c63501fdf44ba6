/** Texts are cut to this many characters: systems that read events refuse large ones, and names are an attacker's text. */
export const longestText = 4_096

/** Evidence of more JSON than this is left out. */
const longestEvidence = 65_536

/** Cuts what is too long, and remembers that it did. */
export class LimitedText {
  isTruncated = false

  /** The text, or its beginning; never half of a surrogate pair. */
  of(text: string): string {
    if (text.length <= longestText) return text
    this.isTruncated = true
    const cut = text.slice(0, longestText - 1)
    return `${cut.replace(/[\ud800-\udbff]$/, '')}…`
  }

  /** The value, or nothing where it is too large. */
  value<T extends object>(value: T): T | undefined {
    if (JSON.stringify(value).length <= longestEvidence) return value
    this.isTruncated = true
    return undefined
  }
}
