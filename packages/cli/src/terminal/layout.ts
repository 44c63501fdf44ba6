import { stripVTControlCharacters } from 'node:util'
import Table from 'cli-table3'

const noFrame = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
}

/** Options of {@link layout}. */
export interface LayoutOptions {
  /** Columns of the terminal that the whole may take. */
  readonly width: number
  /** The column whose text is broken into lines where the whole is too wide; the last one by default. */
  readonly flexible?: number
  /** Columns that are aligned to the right. */
  readonly right?: readonly number[]
  /** @default 2 */
  readonly indent?: number
  /** Spaces between columns. @default 2 */
  readonly gap?: number
}

/** Sets rows of cells in columns: as wide as their content, except for one that is wrapped to what is left. */
export function layout(rows: readonly (readonly string[])[], options: LayoutOptions): string[] {
  const { width, right = [], indent = 2, gap = 2 } = options
  const columns = Math.max(0, ...rows.map((row) => row.length))
  if (columns === 0) return []
  const flexible = options.flexible ?? columns - 1
  const natural = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => displayWidth(row[column] ?? ''))),
  )
  const padding = (column: number): number => (column < columns - 1 ? gap : 0)
  const taken = natural.reduce((sum, own, column) => sum + padding(column) + (column === flexible ? 0 : own), indent)
  const left = Math.max(12, width - taken)
  const widths = natural.map((own, column) => (column === flexible ? Math.min(own, left) : own))
  const table = new Table({
    chars: noFrame,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: widths.map((own, column) => Math.max(1, own + padding(column))),
    colAligns: widths.map((_, column) => (right.includes(column) ? 'right' : 'left')),
    wordWrap: true,
  })
  for (const row of rows) {
    table.push(
      widths.map((_, column) => ({
        content: breakLongWords(row[column] ?? '', widths[column] ?? 1),
        style: { 'padding-left': 0, 'padding-right': padding(column) },
      })),
    )
  }
  const margin = ' '.repeat(indent)
  return table
    .toString()
    .split('\n')
    .map((line) => (margin + line).trimEnd())
}

/** Words that are wider than their column would be cut; nobody finds a file by half of its path. */
function breakLongWords(text: string, width: number): string {
  if (displayWidth(text) <= width || stripVTControlCharacters(text) !== text) return text
  return text.replaceAll(/\S+/g, (word) => {
    if (displayWidth(word) <= width) return word
    let line = ''
    let lines = ''
    for (const { segment } of new Intl.Segmenter().segment(word)) {
      if (displayWidth(line + segment) > width) {
        lines += `${line}\n`
        line = ''
      }
      line += segment
    }
    return lines + line
  })
}

/** A title with what there is to say of it behind it, wrapped beside the title where it is long. */
export function titleLine(title: string, facts: string, width: number): string[] {
  return layout([[title, facts]], { width, indent: 0 })
}

/** Breaks a text into lines of at most `width` columns, all but nothing indented alike. */
export function paragraph(text: string, width: number, indent = 2): string[] {
  return layout([[text]], { width, indent })
}

/**
 * How many columns a text takes in a terminal: wide characters count twice, colours not at all. The table library
 * knows, but does not tell: what it pads a cell with is what the text did not take.
 */
export function displayWidth(text: string): number {
  const room = text.length * 2 + 1
  const probe = new Table({
    chars: noFrame,
    style: { 'padding-left': 0, 'padding-right': 0 },
    colWidths: [room],
    colAligns: ['right'],
  })
  probe.push([`|${text}`])
  return room - 1 - probe.toString().indexOf('|')
}
