import type { Check, Scanner, ScanReport } from '@opencasb/core'
import { selectChecks } from '../checks/select-checks.ts'
import type { ConnectorCommand } from '../connectors/connector-command.ts'
import { inOptions } from '../connectors/in-options.ts'
import { type ExitCode, exitCodeOfReport } from '../exit-code.ts'
import { planOutputs } from '../output/output-plan.ts'
import { checkOutputs } from '../output/write-results.ts'
import { printMessage } from '../print-error.ts'
import type { CommandContext } from '../program/command-context.ts'
import { openState } from '../state/open-state.ts'
import { createChangeLog } from '../summary/change-log.ts'
import { narrowReport } from '../summary/narrow-report.ts'
import { deliverResults } from './deliver-results.ts'
import { explainExit } from './explain-exit.ts'
import { forgetUnreached } from './forget-unreached.ts'
import { connect, prepareScanner, readPolicyOption } from './prepare-scanner.ts'
import type { ScanCommandOptions } from './scan-command.ts'
import { watchedScan } from './watched-scan.ts'

/** Runs a scan from the command line: everything that can be wrong is looked at before the first call. */
export async function runScan(
  context: CommandContext,
  command: ConnectorCommand,
  options: ScanCommandOptions,
): Promise<ExitCode> {
  const { console, host } = context
  const outputs = planOutputs(options.format, options.output ?? [])
  const chosen = selectChecks(command.connector.checks, options)
  const policy = await readPolicyOption(context, options.policy)
  const target = await command.target({ ...options }, { host, redaction: console.redaction })
  await checkOutputs(outputs.files, host.cwd)

  const state = await openState(options.database, host)
  const scanner = prepareScanner(context, { state, policy, debug: options.debug === true })
  try {
    const isNew = await connect(scanner, command, target)
    const previous = await scanner.lastReport(target.id)
    const changes = createChangeLog()
    const whole = await watchedScan(context, scanner, { id: target.id, name: target.name }, options, changes)
    const narrowing = await narrowingOf(scanner, whole, options, chosen)
    const { report = whole, ...narrowed } = narrowing ?? {}
    if (isNew && state) await forgetUnreached(scanner, state, whole)
    if (report.status === 'failed') {
      printMessage(console, inOptions(report.error?.message ?? 'The scan failed.', report.error?.code, target))
      if (previous) console.note(['       What earlier scans found stays as it was.'])
    } else {
      await deliverResults(context, scanner, { command, options, outputs, report, previous, changes, ...narrowed })
    }
    const code = exitCodeOfReport(report, {
      threshold: options.failOn,
      allowIncomplete: options.allowIncomplete === true,
    })
    if (options.quiet !== true) explainExit(console, report, options.failOn, code)
    return code
  } finally {
    await scanner.close()
  }
}

/** What `--only` and `--skip` leave to list and to judge; `undefined` where they left nothing out. */
async function narrowingOf(
  scanner: Scanner,
  whole: ScanReport,
  { only, skip }: ScanCommandOptions,
  chosen: readonly Check[],
): Promise<{ readonly report: ScanReport; readonly checks: readonly string[]; readonly others: number } | undefined> {
  if ((only ?? skip) === undefined || whole.status === 'failed') return undefined
  const checks = chosen.map(({ id }) => id)
  const report = await narrowReport(scanner.findings, whole, checks)
  const openIn = ({ open }: ScanReport): number => Object.values(open).reduce((sum, count) => sum + count, 0)
  return { report, checks, others: openIn(whole) - openIn(report) }
}
