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
import { openFindings } from '../summary/open-findings.ts'
import { neutral } from '../terminal/neutral.ts'
import { type ChosenChecks, deliverResults } from './deliver-results.ts'
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
  const checks = selectChecks(command.connector.checks, options)
  const policy = await readPolicyOption(context, options.policy)
  const target = await command.target({ ...options }, { host, redaction: console.redaction })
  await checkOutputs(outputs.files, host.cwd)

  const state = await openState(options.database, host)
  const scanner = prepareScanner(context, { state, policy, debug: options.debug === true })
  try {
    const isNew = await connect(scanner, command, target)
    const previous = await scanner.lastReport(target.id)
    const changes = createChangeLog()
    const report = await watchedScan(context, scanner, { id: target.id, name: target.name }, options, changes)
    const chosen = await chosenOf(scanner, report, options, checks)
    if (report.status === 'failed') {
      printMessage(console, inOptions(report.error?.message ?? 'The scan failed.', report.error?.code, target))
      if (previous) console.note(['       What earlier scans found stays as it was.'])
    } else {
      const found = { report, previous, changes, ...(chosen && { chosen }) }
      await deliverResults(context, scanner, { command, options, outputs, ...found })
    }
    // Only now: whatever becomes of it, the user knows how the scan ended.
    if (isNew && state) {
      await forgetUnreached(scanner, state, report).catch((error: unknown) =>
        console.note([
          `       ${neutral(target.name, 80)} could not be taken out of the database again: ${messageOf(error)}`,
        ]),
      )
    }
    const judged = chosen ? { ...report, open: chosen.open } : report
    const code = exitCodeOfReport(judged, {
      threshold: options.failOn,
      allowIncomplete: options.allowIncomplete === true,
    })
    if (options.quiet !== true) explainExit(console, judged, options.failOn, code)
    return code
  } finally {
    await scanner.close()
  }
}

/** What `--only` and `--skip` leave to list and to judge; `undefined` where they left nothing out. */
async function chosenOf(
  scanner: Scanner,
  { status, integration }: ScanReport,
  { only, skip }: ScanCommandOptions,
  chosen: readonly Check[],
): Promise<ChosenChecks | undefined> {
  if ((only ?? skip) === undefined || status === 'failed') return undefined
  const checks = chosen.map(({ id }) => id)
  return { checks, open: await openFindings(scanner.findings, integration.id, checks) }
}

function messageOf(error: unknown): string {
  return neutral(error instanceof Error ? error.message : String(error), 600)
}
