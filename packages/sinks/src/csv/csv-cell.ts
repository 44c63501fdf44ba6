import { visibleText } from '../text/visible-text.ts'

/** What a spreadsheet may take for the beginning of a formula, at the start of a cell or after a semicolon. */
const formula = /(^|;)(?=["'\s]*[=+\-@\uff0b\uff0d\uff1d\uff20])/g

/**
 * One cell of a CSV file. Spreadsheets run what begins with `=`, `+`, `-` or `@`: such a cell gets an apostrophe in front,
 * after a semicolon too, because some of them take that for the separator. Line feeds and other control
 * characters are shown as escapes, so that a record is always one line.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = visibleText(value).replace(formula, "$1'")
  return /[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
