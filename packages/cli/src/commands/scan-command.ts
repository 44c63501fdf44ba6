import type { Command } from 'commander'
import type { ConnectorCommand } from '../connectors/connector-command.ts'
import { addConnectorCommands } from '../program/add-connector-commands.ts'
import type { CommandContext } from '../program/command-context.ts'
import { examplesHelp } from '../program/examples-help.ts'
import { exitCodeHelp } from '../program/exit-code-help.ts'
import { addCheckOptions, addDatabaseOption, addDebugOption, type CheckOptions } from '../program/scan-options.ts'
import { runScan } from './run-scan.ts'
import { addScanOutcomeOptions, type ScanOutcomeOptions } from './scan-outcome-options.ts'

/** The options of `scan` after commander has read them. */
export interface ScanCommandOptions extends CheckOptions, ScanOutcomeOptions {}

/** `opencasb scan`. */
export function addScan(program: Command, context: CommandContext): void {
  const parent = program.command('scan').description('scan an organisation and say what is wrong in it')
  addConnectorCommands(parent, context, (command, connector) => build(command, context, connector))
}

function build(command: Command, context: CommandContext, connector: ConnectorCommand): void {
  command.description(`scan ${connector.connector.title}`)
  connector.addOptions(command)
  addCheckOptions(command)
  addDatabaseOption(command)
  addScanOutcomeOptions(command)
  addDebugOption(command)
    .addHelpText('after', examples(connector))
    .action((options: ScanCommandOptions) => context.run(() => runScan(context, connector, options)))
}

function examples({ connector, example }: ConnectorCommand): string {
  const scan = `scan ${connector.id} ${example}`
  return `${examplesHelp(
    scan,
    `${scan} --fail-on high --output findings.sarif`,
    `${scan} --quiet --output a.html --output a.csv`,
  )}

--format without --output says how results are printed. With --output, the
table is printed and files are written, each in the form its ending names;
--format is for files whose ending names none.

With --only or --skip, only findings of the chosen checks are listed, written
and counted by --fail-on; what is open of the others stays as it is.
${exitCodeHelp}`
}
