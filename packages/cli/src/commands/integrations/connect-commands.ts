import type { Command } from 'commander'
import { signInNames, signInOption } from '../../connectors/target-options.ts'
import { addConnectorCommands } from '../../program/add-connector-commands.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { examplesHelp } from '../../program/examples-help.ts'
import { addDatabaseOption, addDebugOption, addKeyOption, addPolicyOption } from '../../program/scan-options.ts'
import { orLeaveOut, textOption } from '../../program/text-option.ts'
import { type AddCommandOptions, addIntegration } from './add-integration.ts'
import { answerFormatOption } from './print-answer.ts'
import { type ReconnectCommandOptions, reconnectIntegration } from './reconnect-integration.ts'
import { addScheduleOptions } from './schedule-options.ts'

const sealed = '--vault-keys opencasb.keys'

/** `opencasb integrations add`. */
export function addAdd(parent: Command, context: CommandContext): void {
  const add = parent.command('add').description('connect an organisation: sign in, store, scan')
  addConnectorCommands(add, context, (command, connector) => {
    command.description(`connect ${connector.connector.title}`)
    connector.addOptions(command)
    addScheduleOptions(command, "the connector's when left out")
      .option('--name <name>', 'what to call it', textOption('--name', orLeaveOut))
      .option('--owner <owner>', 'whose it is: schedules are fair between owners', textOption('--owner', orLeaveOut))
      .option('--allow-same-tenant', 'also where another integration reaches the same tenant')
    const example = `integrations add ${connector.connector.id} ${connector.example} ${sealed}`
    finish(command, example, `${example} --interval 12h`).action((options: AddCommandOptions) =>
      context.run(() => addIntegration(context, connector, options)),
    )
  })
}

/** `opencasb integrations reconnect`. */
export function addReconnect(parent: Command, context: CommandContext): void {
  const reconnect = parent.command('reconnect').description('other credentials, or the stored ones anew; findings stay')
  addConnectorCommands(reconnect, context, (command, connector) => {
    const { id, title } = connector.connector
    command.description(`reconnect ${title}; what to scan need not be said again`)
    command.argument('<id>', 'its id or name, or the beginning of it')
    connector.addOptions(command)
    const signIn = signInNames(command.options)
    command.addOption(signInOption('--stored', 'with the stored credentials: for what they may read since'))
    const example = `integrations reconnect ${id} acme`
    finish(command, `${example} ${signInPart(connector.example)}${sealed}`, `${example} --stored ${sealed}`).action(
      (name: string, options: ReconnectCommandOptions) => {
        const written = new Set(Object.keys(options).filter((key) => command.getOptionValueSource(key) === 'cli'))
        const given = { written, signIn: signIn.filter((key) => written.has(key)) }
        return context.run(() => reconnectIntegration(context, connector, name, options, given))
      },
    )
  })
}

/** Leaves out of an example what names the organisation, which is its first option. */
function signInPart(example: string): string {
  const [, ...rest] = example.split(/ (?=--)/)
  return rest.map((option) => `${option} `).join('')
}

/** Adds what both of them take. */
function finish(command: Command, ...examples: readonly string[]): Command {
  addPolicyOption(addKeyOption(command)).option('--no-scan', 'do not scan it now')
  return addDebugOption(addDatabaseOption(command).addOption(answerFormatOption())).addHelpText(
    'after',
    examplesHelp(...examples),
  )
}
