import type { ComplianceView, Connector, ScanReport, ScanStatus } from '@opencasb/core'
import { count, counted } from '../terminal/words.ts'

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

const endings: Readonly<Partial<Record<ScanStatus, string>>> = {
  deferred: 'The last scan waits for quota: of what it has not read yet, only what earlier scans found is known.',
  aborted: 'The last scan was stopped: of what it has not read, only what earlier scans found is known.',
}

/** What is unknown for the whole, told once and first. It may quote the vendor. */
export function basisOf({ scan }: ScannedView): readonly string[] {
  const { status, error, checks } = scan
  if (status === 'failed') {
    const reason = error === undefined ? '' : `: ${error.message}`
    return [`The last scan failed, so only findings of earlier ones can be told${reason}`]
  }
  const ending = endings[status]
  const missing =
    checks.ran < checks.all
      ? [
          `The last scan covered ${count(checks.ran)} of ${counted(checks.all, 'check')}: of the others, only what earlier scans found is known.`,
        ]
      : []
  return [...(ending === undefined ? [] : [ending]), ...missing]
}
