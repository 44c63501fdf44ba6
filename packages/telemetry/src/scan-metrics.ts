import type { FindingChange, ScanReport } from '@opencasb/core'
import type { Attributes, Counter, Histogram, Meter } from '@opentelemetry/api'
import { attribute } from './attribute.ts'

/** Scans last from a second to hours. */
const secondsOfScans = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 28_800]

/** The counters and the histogram of scans. */
export class ScanMetrics {
  readonly #duration: Histogram
  readonly #gaps: Counter
  readonly #requests: Counter
  readonly #unchanged: Counter
  readonly #retries: Counter
  readonly #refusals: Counter
  readonly #changes: Counter
  readonly #items: Counter

  constructor(meter: Meter) {
    this.#duration = meter.createHistogram('opencasb.scan.duration', {
      description: 'How long scans took, by how they ended.',
      unit: 's',
      advice: { explicitBucketBoundaries: secondsOfScans },
    })
    this.#items = meter.createCounter('opencasb.scan.items', { description: 'Items read.', unit: '{item}' })
    this.#gaps = meter.createCounter('opencasb.scan.gaps', {
      description: 'What could not be read, by reason.',
      unit: '{gap}',
    })
    this.#requests = meter.createCounter('opencasb.vendor.requests', {
      description: 'Requests sent to vendors.',
      unit: '{request}',
    })
    this.#unchanged = meter.createCounter('opencasb.vendor.not_modified', {
      description: 'Requests that vendors answered as unchanged.',
      unit: '{request}',
    })
    this.#retries = meter.createCounter('opencasb.vendor.retries', {
      description: 'Requests that were sent again.',
      unit: '{request}',
    })
    this.#refusals = meter.createCounter('opencasb.vendor.refusals', {
      description: 'Requests that vendors refused for their quota.',
      unit: '{request}',
    })
    this.#changes = meter.createCounter('opencasb.finding.changes', {
      description: 'Changes of findings, by what happened and by severity.',
      unit: '{change}',
    })
  }

  /** Records a scan that ended after so many seconds. */
  ended(report: ScanReport, seconds: number, own: Attributes): void {
    const connector = { ...own, [attribute.connector]: report.integration.connector }
    const { status, mode, error } = report
    this.#duration.record(seconds, {
      ...connector,
      [attribute.status]: status,
      [attribute.mode]: mode,
      ...(status === 'failed' && { [attribute.errorType]: error?.code ?? 'unknown' }),
    })
    for (const { reason, count } of report.gaps) this.#gaps.add(count, { ...connector, [attribute.gapReason]: reason })
    for (const { bucket, requests, notModified, retries, refused } of report.requests) {
      const attributes = { ...connector, [attribute.bucket]: bucket }
      this.#requests.add(requests, attributes)
      this.#unchanged.add(notModified, attributes)
      this.#retries.add(retries, attributes)
      this.#refusals.add(refused, attributes)
    }
  }

  read(resource: string, items: number): void {
    if (items > 0) this.#items.add(items, { [attribute.resource]: resource })
  }

  changed({ type, finding }: FindingChange): void {
    this.#changes.add(1, {
      [attribute.connector]: finding.connector,
      [attribute.change]: type,
      [attribute.severity]: finding.severity,
    })
  }
}
