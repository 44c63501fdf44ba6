import type { ComplianceView } from '@opencasb/core'
import type { Output, WriteOptions } from '../output/output.ts'
import { writeOutput } from '../output/write-output.ts'
import { jsonText } from '../text/json-text.ts'

/**
 * Writes a compliance view as one JSON document, one control per line.
 * @throws SinkError where the output does not take it
 */
export function writeComplianceJson(view: ComplianceView, output: Output, options: WriteOptions = {}): Promise<void> {
  return writeOutput('the compliance view', output, documentOf(view), options.signal)
}

async function* documentOf({ controls, ...head }: ComplianceView): AsyncGenerator<string> {
  yield `${jsonText(head).slice(0, -1)},\n"controls":[\n`
  for (const [index, control] of controls.entries()) yield `${index > 0 ? ',\n' : ''}${jsonText(control)}`
  yield '\n]}\n'
}
