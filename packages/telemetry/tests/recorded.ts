import type { Meter, Tracer } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base'

/** A value with its attributes, written as `name=value`. */
export type Point = readonly [attributes: string, value: unknown]

/** Providers that keep what they are given. */
export interface Recorded {
  readonly tracer: Tracer
  readonly meter: Meter
  spans(): readonly ReadableSpan[]
  /** The points of each metric; of histograms, their counts and sums. */
  metrics(): Promise<Readonly<Record<string, readonly Point[]>>>
  /** Everything that was recorded, as one text. */
  everything(): Promise<string>
  close(): Promise<void>
}

/** Starts providers of OpenTelemetry that export into memory. */
export function recorded(): Recorded {
  const spanExporter = new InMemorySpanExporter()
  const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spanExporter)] })
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 3_600_000 })
  const meters = new MeterProvider({ readers: [reader] })

  async function metrics(): Promise<Record<string, readonly Point[]>> {
    metricExporter.reset()
    await reader.forceFlush()
    const all = metricExporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
    const entries = all.map(({ descriptor, dataPoints }) => {
      const points = dataPoints.map(({ attributes, value }): Point => {
        const written = Object.entries(attributes).map(([name, set]) => `${name}=${String(set)}`)
        const shown = typeof value === 'number' ? value : { count: value.count, sum: 'sum' in value ? value.sum : 0 }
        return [written.sort().join(' '), shown]
      })
      return [`${descriptor.name} [${descriptor.unit}]`, points] as const
    })
    return Object.fromEntries(entries)
  }

  return {
    tracer: tracers.getTracer('test'),
    meter: meters.getMeter('test'),
    spans: () => spanExporter.getFinishedSpans(),
    metrics,
    async everything() {
      const spans = spanExporter.getFinishedSpans().map(({ name, attributes, events, status }) => ({
        name,
        attributes,
        events,
        status,
      }))
      return JSON.stringify([spans, await metrics()])
    },
    async close() {
      await tracers.shutdown()
      await meters.shutdown()
    },
  }
}
