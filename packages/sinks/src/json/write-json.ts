import { defaultGenerator } from '../output/generator.ts'
import {
  type FindingSource,
  type Generator,
  listReports,
  type Output,
  type ReportOptions,
  type Reports,
} from '../output/output.ts'
import { writeOutput } from '../output/write-output.ts'
import { jsonText } from '../text/json-text.ts'
import type { ScanDocument } from './scan-document.ts'

const schema: ScanDocument['schema'] = 'opencasb.scan/v1'

/**
 * Writes one JSON document with reports and findings, a `ScanDocument`. Memory stays flat however many findings there are.
 * @throws SinkError where the output does not take it
 */
export function writeJson(
  reports: Reports,
  findings: FindingSource,
  output: Output,
  options: ReportOptions = {},
): Promise<void> {
  const pieces = documentOf(reports, findings, options.generator ?? defaultGenerator)
  return writeOutput('the JSON report', output, pieces, options.signal)
}

/** One finding per line, so that two reports can be compared line by line. */
async function* documentOf(reports: Reports, findings: FindingSource, generator: Generator): AsyncGenerator<string> {
  const { name, version } = generator
  yield `{"schema":${jsonText(schema)},"generator":${jsonText({ name, version })},\n`
  yield `"reports":[${listReports(reports).map(jsonText).join(',\n')}],\n"findings":[`
  let separator = '\n'
  for await (const finding of findings) {
    yield `${separator}${jsonText(finding)}`
    separator = ',\n'
  }
  yield '\n]}\n'
}
