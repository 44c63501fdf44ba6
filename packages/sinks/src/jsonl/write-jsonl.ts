import type { FindingSource, Output, WriteOptions } from '../output/output.ts'
import { writeOutput } from '../output/write-output.ts'
import { jsonText } from '../text/json-text.ts'

/**
 * Writes JSON Lines: one finding per line, UTF-8. Memory stays flat however many there are.
 * @throws SinkError where the output does not take it
 * @see https://jsonlines.org
 */
export function writeJsonl(findings: FindingSource, output: Output, options: WriteOptions = {}): Promise<void> {
  return writeOutput('the JSON Lines file', output, linesOf(findings), options.signal)
}

async function* linesOf(findings: FindingSource): AsyncGenerator<string> {
  for await (const finding of findings) yield `${jsonText(finding)}\n`
}
