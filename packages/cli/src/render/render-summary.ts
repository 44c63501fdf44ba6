import type { ScanSummary } from '../summary/scan-summary.ts'
import type { Screen } from '../terminal/screen.ts'
import { renderChanges } from './render-changes.ts'
import { renderGaps } from './render-gaps.ts'
import { renderHeading } from './render-heading.ts'
import { renderPlaces } from './render-places.ts'
import { renderRequests } from './render-requests.ts'
import { renderRest } from './render-rest.ts'
import { renderSeverities } from './render-severities.ts'
import { renderWorst } from './render-worst.ts'

/** The whole summary of a scan, as lines for a terminal, a file or a build log. */
export function renderSummary(summary: ScanSummary, screen: Screen): string[] {
  const sections = [
    renderHeading(summary, screen),
    renderWorst(summary.groups, screen),
    renderRest(summary.groups, screen),
    renderChanges(summary, screen),
    renderGaps(summary.report, screen),
    renderSeverities(summary, screen),
    renderRequests(summary.report, screen),
    renderPlaces(summary.places, screen),
  ]
  return sections.filter((section) => section.length > 0).flatMap((section) => ['', ...section])
}
