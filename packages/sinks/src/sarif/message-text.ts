import { visibleText } from '../text/visible-text.ts'

/**
 * A vendor's text for a SARIF message. There, `[words](address)` is a link: the brackets are escaped as the standard
 * says, so that a name cannot lead a reader elsewhere.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
 */
export function messageText(text: string): string {
  const visible = visibleText(text)
  return visible.includes('](') ? visible.replace(/[\\[\]]/g, '\\$&') : visible
}

/** At most `length` characters, cut between two of them and marked as cut. */
export function shortened(text: string, length: number): string {
  return text.length <= length
    ? text
    : `${text
        .slice(0, length - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
}
