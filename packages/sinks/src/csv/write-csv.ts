import type { FindingSource, Output, WriteOptions } from '../output/output.ts'
import { writeOutput } from '../output/write-output.ts'
import { csvCell } from './csv-cell.ts'
import { csvColumns } from './csv-columns.ts'

/** Options of {@link writeCsv}. */
export interface CsvOptions extends WriteOptions {
  /** Begins the file with a byte order mark, which Excel needs to see that it is UTF-8. @default false */
  readonly byteOrderMark?: boolean
}

/**
 * Writes a CSV file with a header, one finding per line, UTF-8, safe to open in a spreadsheet. Memory stays flat however
 * many there are.
 * @throws SinkError where the output does not take it
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function writeCsv(findings: FindingSource, output: Output, options: CsvOptions = {}): Promise<void> {
  return writeOutput('the CSV report', output, recordsOf(findings, options), options.signal)
}

async function* recordsOf(findings: FindingSource, { byteOrderMark = false }: CsvOptions): AsyncGenerator<string> {
  if (byteOrderMark) yield '\ufeff'
  yield record(csvColumns.map(([name]) => name))
  for await (const finding of findings) yield record(csvColumns.map(([, read]) => csvCell(read(finding))))
}

function record(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`
}
