import { type ExitCode, exitCodeOfReport } from '../../exit-code.ts'
import { planOutputs } from '../../output/output-plan.ts'
import { checkOutputs } from '../../output/write-results.ts'
import { printMessage } from '../../print-error.ts'
import { unknownConnector } from '../../program/add-connector-commands.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { createChangeLog } from '../../summary/change-log.ts'
import { deliverResults } from '../deliver-results.ts'
import { explainExit } from '../explain-exit.ts'
import { refusePaused } from '../refuse-paused.ts'
import type { ScanOutcomeOptions } from '../scan-outcome-options.ts'
import { watchedScan } from '../watched-scan.ts'
import { namedIntegration } from './named-integration.ts'
import { type StoredOptions, withStoredScanner } from './stored-scanner.ts'

/** The options of `integrations scan` after commander has read them. */
export interface ScanStoredOptions extends StoredOptions, ScanOutcomeOptions {}

/** `opencasb integrations scan`: at once, with the stored credentials; told as `opencasb scan` tells it. */
export async function scanIntegration(
  context: CommandContext,
  given: string,
  options: ScanStoredOptions,
): Promise<ExitCode> {
  const { console, host } = context
  const outputs = planOutputs(options.format, options.output ?? [])
  await checkOutputs(outputs.files, host.cwd)
  return withStoredScanner(context, options, { access: 'sign-in' }, async (scanner) => {
    const integration = await namedIntegration(scanner, given)
    const { id, name, connector } = integration
    refusePaused(integration)
    const command = context.connectors.find((each) => each.connector.id === connector)
    if (!command)
      throw unknownConnector(
        connector,
        context.connectors.map((each) => each.connector.id),
      )
    const previous = await scanner.lastReport(id)
    const changes = createChangeLog()
    const report = await watchedScan(context, scanner, { id, name }, options, changes)
    if (report.status === 'failed') printMessage(console, report.error?.message ?? 'The scan failed.')
    else await deliverResults(context, scanner, { command, options, outputs, report, previous, changes })
    const code = exitCodeOfReport(report, {
      threshold: options.failOn,
      allowIncomplete: options.allowIncomplete === true,
    })
    if (options.quiet !== true) explainExit(console, report, options.failOn, code)
    return code
  })
}
