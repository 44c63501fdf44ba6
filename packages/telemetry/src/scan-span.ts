import type { Gap, ScanReport } from '@opencasb/core'
import { type Attributes, SpanStatusCode, type Tracer } from '@opentelemetry/api'
import { attribute } from './attribute.ts'

/** A gap with the time at which the scan found it, in milliseconds since the epoch. */
export interface TimedGap {
  readonly at: number
  readonly gap: Gap
}

/** Writes a scan that ended as a span. Messages stay out of it: they may name what belongs to the tenant. */
export function recordScanSpan(
  tracer: Tracer,
  report: ScanReport,
  scan: { readonly startedAt: number; readonly gaps: readonly TimedGap[]; readonly attributes: Attributes },
): void {
  const span = tracer.startSpan('opencasb.scan', {
    startTime: scan.startedAt,
    attributes: {
      ...scan.attributes,
      [attribute.connector]: report.integration.connector,
      [attribute.integration]: report.integration.id,
      [attribute.run]: report.runId,
      [attribute.mode]: report.mode,
      [attribute.resumed]: report.resumed,
      [attribute.status]: report.status,
      [attribute.items]: report.streams.reduce((sum, { items }) => sum + items, 0),
      [attribute.gaps]: report.gaps.reduce((sum, { count }) => sum + count, 0),
      ...(report.status === 'failed' && { [attribute.errorType]: report.error?.code ?? 'unknown' }),
    },
  })
  for (const { at, gap } of scan.gaps) span.addEvent('opencasb.gap', gapAttributes(gap), at)
  if (report.status === 'failed') span.setStatus({ code: SpanStatusCode.ERROR })
  span.end(Math.max(Date.parse(report.endedAt), scan.startedAt))
}

function gapAttributes({ reason, resource, facet, checks }: Gap): Attributes {
  return {
    [attribute.gapReason]: reason,
    [attribute.gapChecks]: checks.length,
    ...(resource !== undefined && { [attribute.resource]: resource }),
    ...(facet !== undefined && { [attribute.facet]: facet }),
  }
}
