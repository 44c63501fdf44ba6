import type { ComplianceView, Connector, ScanReport, ScanStatus } from '@opencasb/core'

/** A compliance view with what the scan that it stands on looked at: why so much of it may be unknown. */
export interface ScannedView extends ComplianceView {
  readonly scan: {
    readonly status: ScanStatus
    /** Why it failed. */
    readonly error?: NonNullable<ScanReport['error']>
    /** How many checks it ran, and how many there are. */
    readonly checks: { readonly ran: number; readonly all: number }
  }
}

/** Adds what the last scan looked at. */
export function scannedView(
  view: ComplianceView,
  report: ScanReport,
  { checks }: Pick<Connector, 'checks'>,
): ScannedView {
  const { status, error } = report
  const ran = status === 'failed' ? 0 : report.checks.filter((check) => check.status !== 'skipped').length
  // The controls last: they are long.
  const { controls, ...head } = view
  return {
    ...head,
    scan: { status, ...(error && { error }), checks: { ran, all: Math.max(ran, checks.length) } },
    controls,
  }
}
