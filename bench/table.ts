import type { Row } from './row.ts'

/** Prints the rows for a person. */
export function table(rows: readonly Row[]): string {
  const lines = [['', 'measure', 'target', 'measured', 'baseline'], ...rows.map(lineOf)]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function lineOf({ measure, target, value, baseline, ok }: Row): string[] {
  return [ok ? 'ok' : 'MISS', measure, target, String(value), baseline === null ? '' : String(baseline)]
}
