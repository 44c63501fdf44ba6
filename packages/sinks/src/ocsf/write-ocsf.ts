import type { Output, WriteOptions } from '../output/output.ts'
import { writeOutput } from '../output/write-output.ts'
import { jsonText } from '../text/json-text.ts'
import type { OcsfFinding } from './ocsf-finding.ts'

/**
 * Writes events of OCSF as lines of JSON, as `ocsfSink` does; `toOcsf` makes them. Memory stays flat however many there are.
 * @throws SinkError where the output does not take it
 */
export function writeOcsf(
  events: Iterable<OcsfFinding> | AsyncIterable<OcsfFinding>,
  output: Output,
  options: WriteOptions = {},
): Promise<void> {
  return writeOutput('the OCSF file', output, linesOf(events), options.signal)
}

async function* linesOf(events: Iterable<OcsfFinding> | AsyncIterable<OcsfFinding>): AsyncGenerator<string> {
  for await (const event of events) yield `${jsonText(event)}\n`
}
