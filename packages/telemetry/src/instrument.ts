import { type Clock, type IntegrationsService, type Scanner, type ScanReport, systemClock } from '@opencasb/core'
import { type Attributes, diag, type Meter, metrics, type Tracer, trace } from '@opentelemetry/api'
import { observeHealth } from './health-gauge.ts'
import { RunningScans } from './running-scans.ts'
import { ScanMetrics } from './scan-metrics.ts'
import { recordScanSpan } from './scan-span.ts'

const scope = '@opencasb/telemetry'

/** What {@link instrument} needs of a scanner. */
export interface InstrumentedScanner extends Pick<Scanner, 'on'> {
  readonly integrations: Pick<IntegrationsService, 'list'>
}

/** How a scanner is instrumented. */
export interface InstrumentOptions {
  /** @default the tracer of the global provider */
  readonly tracer?: Tracer
  /** @default the meter of the global provider */
  readonly meter?: Meter
  /**
   * More attributes for the span and the metrics of a scan: the host's customer, its region. Names of tenants are told
   * only where this gives them. Each combination of values is a time series of its own.
   * @default none
   */
  readonly attributes?: (report: ScanReport) => Attributes
  /** @default the system's */
  readonly clock?: Clock
}

/**
 * Tells OpenTelemetry what a scanner does: a span per scan, metrics of scans, requests, findings and health. It listens
 * to events; nothing that goes wrong here reaches a scan.
 * @returns the function that stops it
 * @example const stop = instrument(scanner)
 */
export function instrument(scanner: InstrumentedScanner, options: InstrumentOptions = {}): () => void {
  const { tracer = trace.getTracer(scope), meter = metrics.getMeter(scope), clock = systemClock } = options
  const scans = new RunningScans()
  const recorder = new ScanMetrics(meter)

  function ended(report: ScanReport): void {
    const running = scans.end(report)
    const startedAt = (report.resumed ? running?.startedAt : undefined) ?? Date.parse(report.startedAt)
    const seconds = Math.max(0, Date.parse(report.endedAt) - startedAt) / 1_000
    const own = ownAttributes(options.attributes, report)
    recordScanSpan(tracer, report, { startedAt, gaps: running?.gaps ?? [], attributes: own })
    recorder.ended(report, seconds, own)
  }

  const stops = [
    scanner.on(
      'scan-start',
      guarded((start) => scans.begin(start, clock.now())),
    ),
    scanner.on(
      'scan-progress',
      guarded((progress) => {
        const scan = scans.get(progress)
        if (scan) recorder.read(progress.resource, scan.newItems(progress))
      }),
    ),
    scanner.on(
      'scan-gap',
      guarded((gap) => scans.get(gap)?.found(gap, clock.now())),
    ),
    scanner.on(
      'finding-change',
      guarded((change) => recorder.changed(change)),
    ),
    scanner.on('scan-end', guarded(ended)),
    observeHealth(meter, scanner.integrations, tell),
  ]
  return () => {
    for (const stop of stops.splice(0)) stop()
    scans.clear()
  }
}

function ownAttributes(hook: InstrumentOptions['attributes'], scan: ScanReport): Attributes {
  try {
    return hook?.(scan) ?? {}
  } catch (error) {
    tell(error)
    return {}
  }
}

/** A listener whose failure goes to OpenTelemetry's own log, and nowhere else. */
function guarded<T>(listener: (payload: T) => void): (payload: T) => void {
  return (payload) => {
    try {
      listener(payload)
    } catch (error) {
      tell(error)
    }
  }
}

function tell(error: unknown): void {
  diag.error(`${scope}: ${error instanceof Error ? error.message : String(error)}`)
}
