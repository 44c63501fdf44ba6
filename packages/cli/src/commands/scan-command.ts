import { type Command, Option } from 'commander'
import type { ConnectorCommand } from '../connectors/connector-command.ts'
import { type Threshold, thresholds } from '../exit-code.ts'
import type { OutputFormat } from '../output/output-format.ts'
import { addConnectorCommands } from '../program/add-connector-commands.ts'
import type { CommandContext } from '../program/command-context.ts'
import { examplesHelp } from '../program/examples-help.ts'
import { exitCodeHelp } from '../program/exit-code-help.ts'
import {
  addCheckOptions,
  addDatabaseOption,
  addDebugOption,
  addOutputOptions,
  type CheckOptions,
} from '../program/scan-options.ts'
import { runScan } from './run-scan.ts'

/** The options of `scan` after commander has read them. */
export interface ScanCommandOptions extends CheckOptions {
  readonly database: string
  readonly format?: OutputFormat
  readonly output?: readonly string[]
  readonly failOn: Threshold
  readonly allowIncomplete?: boolean
  readonly full?: boolean
  readonly confirmSweep?: boolean
  readonly quiet?: boolean
  readonly progress: boolean
  readonly debug?: boolean
}

/** `opencasb scan`. */
export function addScan(program: Command, context: CommandContext): void {
  const parent = program.command('scan').description('scan an organization and say what is wrong in it')
  addConnectorCommands(parent, context, (command, connector) => build(command, context, connector))
}

function build(command: Command, context: CommandContext, connector: ConnectorCommand): void {
  command.description(`scan ${connector.connector.title}`)
  connector.addOptions(command)
  addCheckOptions(command)
  addDatabaseOption(command)
  addOutputOptions(command)
  command
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 where an open finding is as urgent as this')
        .choices(thresholds)
        .default('low')
        .helpGroup('Results:'),
    )
    .addOption(
      new Option('--allow-incomplete', 'exit with 0 instead of 3 where something could not be read').helpGroup(
        'Results:',
      ),
    )
    .option('--full', 'read everything, not only what changed')
    .option('--confirm-sweep', 'close findings although most of them went at once')
    .option('--quiet', 'print nothing but errors and what --format asks for')
    .option('--no-progress', 'do not show how the scan gets on')
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
${exitCodeHelp}`
}
