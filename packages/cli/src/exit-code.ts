import { OpenCasbError, type ScanReport, type Severity, severities } from '@opencasb/core'

/** What the number that a command ends with means. */
export const exitCodes = {
  /** Done; a scan found nothing at or above the threshold and could judge everything. */
  clean: 0,
  /** The scan left open findings at or above the threshold. */
  findings: 1,
  /** Wrong usage or configuration: nothing was scanned. */
  usage: 2,
  /** No finding at the threshold, but something could not be read, so this is no all-clear. */
  incomplete: 3,
  /** Credentials refused, vendor out of reach, database or output not writable. */
  failed: 4,
  /** Stopped with Ctrl-C. */
  interrupted: 130,
} as const

/** A number that a command ends with. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** From which severity on a finding makes a scan exit with 1; `none` for never. */
export type Threshold = Severity | 'none'

/** The thresholds as they are written on the command line. */
export const thresholds: readonly Threshold[] = [...severities, 'none']

/** The exit code of an error. */
export function exitCodeOfError(error: unknown): ExitCode {
  return exitCodeOfErrorCode(OpenCasbError.is(error) ? error.code : undefined)
}

function exitCodeOfErrorCode(code: string | undefined): ExitCode {
  return code === 'config' || code === 'not-found' ? exitCodes.usage : exitCodes.failed
}

/** Open findings at or above the threshold. */
export function findingsAtThreshold(report: ScanReport, threshold: Threshold): number {
  if (threshold === 'none') return 0
  return severities
    .slice(0, severities.indexOf(threshold) + 1)
    .reduce((sum, severity) => sum + report.open[severity], 0)
}

/**
 * The exit code of a scan. Being stopped comes first, then failure, then findings: what was found stands, whatever else
 * could not be read. Only then does incompleteness count.
 */
export function exitCodeOfReport(
  report: ScanReport,
  options: { readonly threshold: Threshold; readonly allowIncomplete: boolean },
): ExitCode {
  if (report.status === 'aborted') return exitCodes.interrupted
  if (report.status === 'failed') return exitCodeOfErrorCode(report.error?.code)
  if (findingsAtThreshold(report, options.threshold) > 0) return exitCodes.findings
  if (options.allowIncomplete) return exitCodes.clean
  return isComplete(report) ? exitCodes.clean : exitCodes.incomplete
}

/** Says whether every check that was asked for could judge every asset. */
function isComplete(report: ScanReport): boolean {
  return (
    report.status === 'complete' &&
    report.checks.every((check) => check.status === 'assessed' || check.status === 'skipped')
  )
}
