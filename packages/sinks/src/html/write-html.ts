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
import { FindingCollection } from './finding-collection.ts'
import { integrationName, type PageContent } from './page-content.ts'
import { pageFoot, pageHead } from './page-frame.ts'
import { coverageSection } from './sections/coverage-section.ts'
import { findingsSection } from './sections/findings-section.ts'
import { masthead } from './sections/masthead.ts'
import { scansSection } from './sections/scans-section.ts'
import { severitySection } from './sections/severity-section.ts'
import { unknownSection } from './sections/unknown-section.ts'

/** Options of {@link writeHtml}. */
export interface HtmlOptions extends ReportOptions {
  /** The heading of the page. @default the name of the integration, or how many there are */
  readonly title?: string
  /** The most findings that the page shows, the most urgent ones; it says so where there are more. @default 20_000 */
  readonly limit?: number
}

/**
 * Writes one HTML file that needs nothing else: it opens from disk, loads nothing, and reads well without its script, on a
 * phone and in print. Memory grows with the findings that are shown, up to `limit`.
 * @throws SinkError where the output does not take it
 */
export function writeHtml(
  reports: Reports,
  findings: FindingSource,
  output: Output,
  options: HtmlOptions = {},
): Promise<void> {
  return writeOutput('the HTML report', output, pageOf(listReports(reports), findings, options), options.signal)
}

async function* pageOf(
  reports: readonly ScanReport[],
  source: FindingSource,
  options: HtmlOptions,
): AsyncGenerator<string> {
  const findings = new FindingCollection(options.limit ?? 20_000)
  for await (const finding of source) findings.add(finding)
  const content: PageContent = { reports, findings, title: options.title ?? defaultTitle(reports) }
  const generator: Generator = options.generator ?? defaultGenerator

  yield String(pageHead(content.title, { id: 'findings', text: 'Skip to the findings' }))
  yield String(masthead(content))
  yield '<main>\n'
  yield String(severitySection(content))
  yield String(unknownSection(content))
  for (const piece of findingsSection(content)) yield String(piece)
  if (reports.length > 0) {
    yield String(coverageSection(content))
    yield String(scansSection(content))
  }
  yield '</main>\n'
  yield String(pageFoot(generator))
}

function defaultTitle(reports: readonly ScanReport[]): string {
  const [only] = reports
  if (only === undefined) return 'Findings'
  return reports.length === 1 ? integrationName(only) : `${reports.length} integrations`
}
