import type { ScanReport } from '@opencasb/core'
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
import { findingResult } from './finding-result.ts'
import { RuleCollection } from './rule-collection.ts'
import { notificationKinds, scanInvocation } from './scan-invocation.ts'

/**
 * Writes a SARIF 2.1.0 log with one run: a rule per check, a result per finding that is not resolved, an invocation per
 * scan whose notifications tell what could not be looked at. Memory stays flat however many findings there are.
 *
 * GitHub takes 25,000 results and 10 MB (compressed) in one upload; give it fewer findings where there are more.
 * @throws SinkError where the output does not take it
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function writeSarif(
  reports: Reports,
  findings: FindingSource,
  output: Output,
  options: ReportOptions = {},
): Promise<void> {
  const pieces = logOf(listReports(reports), findings, options.generator ?? defaultGenerator)
  return writeOutput('the SARIF report', output, pieces, options.signal)
}

/** Results come first: what the rules say of themselves is known when the last finding has been seen. */
async function* logOf(
  reports: readonly ScanReport[],
  findings: FindingSource,
  generator: Generator,
): AsyncGenerator<string> {
  const rules = new RuleCollection()
  for (const report of reports) for (const check of report.checks) rules.addCheck(check)
  const invocations = new Map(reports.map((report, index) => [report.integration.id, index]))

  yield '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{\n"results":['
  let separator = '\n'
  for await (const finding of findings) {
    if (finding.state === 'resolved') continue
    yield `${separator}${jsonText(findingResult(finding, rules.indexOf(finding), invocations.get(finding.integration)))}`
    separator = ',\n'
  }
  yield '\n],\n'

  const taxonomies = rules.taxonomies()
  const driver = {
    name: 'OpenCASB',
    fullName: `${generator.name} ${generator.version}`,
    version: generator.version,
    semanticVersion: generator.version,
    rules: rules.rules(),
    notifications: notificationKinds,
    supportedTaxonomies: taxonomies.map(({ name }, index) => ({ name, index })),
  }
  yield `"tool":${jsonText({ driver })},\n`
  yield `"invocations":${jsonText(reports.map((report) => scanInvocation(report, rules)))},\n`
  yield `"taxonomies":${jsonText(taxonomies)},\n`
  const [first, ...others] = reports
  if (first !== undefined) {
    // What stands before the last slash is what GitHub replaces with the next upload.
    const category = others.length === 0 ? `opencasb/${first.integration.id}` : 'opencasb'
    yield `"automationDetails":${jsonText({ id: `${category}/${first.runId}` })},\n`
  }
  yield '"columnKind":"utf16CodeUnits"\n}]}\n'
}
