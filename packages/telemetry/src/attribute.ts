/** The names of attributes, on spans and on metrics. */
export const attribute = {
  /** The connector: `github`. */
  connector: 'opencasb.connector',
  /** The integration's id; on spans only, because there may be thousands. */
  integration: 'opencasb.integration.id',
  run: 'opencasb.scan.run_id',
  mode: 'opencasb.scan.mode',
  resumed: 'opencasb.scan.resumed',
  status: 'opencasb.scan.status',
  items: 'opencasb.scan.item_count',
  gaps: 'opencasb.scan.gap_count',
  /** Why something could not be read. */
  gapReason: 'opencasb.gap.reason',
  gapChecks: 'opencasb.gap.check_count',
  /** The resource type: `github.repository`. */
  resource: 'opencasb.resource.type',
  facet: 'opencasb.facet',
  /** The vendor's quota bucket. */
  bucket: 'opencasb.rate_limit.bucket',
  /** What happened to a finding: `opened`, `resolved`, … */
  change: 'opencasb.finding.change',
  severity: 'opencasb.finding.severity',
  health: 'opencasb.integration.health',
  /** OpenTelemetry's own name. @see https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/ */
  errorType: 'error.type',
} as const
