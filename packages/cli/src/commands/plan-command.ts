import { type Command, Option } from 'commander'
import { selectChecks } from '../checks/select-checks.ts'
import type { ConnectorCommand } from '../connectors/connector-command.ts'
import { namingOptions } from '../connectors/in-options.ts'
import { exitCodes } from '../exit-code.ts'
import { addConnectorCommands } from '../program/add-connector-commands.ts'
import type { CommandContext } from '../program/command-context.ts'
import { examplesHelp } from '../program/examples-help.ts'
import { addCheckOptions, addDebugOption, type CheckOptions } from '../program/scan-options.ts'
import { renderPlan } from '../render/render-plan.ts'
import { connect, prepareScanner, readPolicyOption } from './prepare-scanner.ts'

interface PlanOptions extends CheckOptions {
  readonly format: 'table' | 'json'
  readonly debug?: boolean
}

/** `opencasb plan`: what a scan would read, need and cost. Nothing is listed and nothing is kept. */
export function addPlan(program: Command, context: CommandContext): void {
  const parent = program.command('plan').description('say what a scan would read, need and cost, without reading it')
  addConnectorCommands(parent, context, (command, connector) => {
    command.description(`plan a scan of ${connector.connector.title}`)
    connector.addOptions(command)
    addCheckOptions(command).addOption(
      new Option('--format <format>', 'how the plan is printed')
        .choices(['table', 'json'])
        .default('table')
        .helpGroup('Results:'),
    )
    addDebugOption(command)
      .addHelpText('after', examplesHelp(`plan ${connector.connector.id} ${connector.example}`))
      .action((options: PlanOptions) => context.run(() => plan(context, connector, options)))
  })
}

async function plan(context: CommandContext, connector: ConnectorCommand, options: PlanOptions) {
  const { console, host } = context
  selectChecks(connector.connector.checks, options)
  const policy = await readPolicyOption(context, options.policy)
  const target = await connector.target({ ...options }, { host, redaction: console.redaction })
  const scanner = prepareScanner(context, { state: undefined, policy, debug: options.debug === true })
  const narrowing = { ...(options.only && { only: options.only }), ...(options.skip && { skip: options.skip }) }
  try {
    await connect(scanner, connector, target)
    const plan = await namingOptions(target, () => scanner.plan(target.id, { ...narrowing, signal: host.signal }))
    const text = options.format === 'json' ? [JSON.stringify(plan, undefined, 2)] : renderPlan(plan, console.screen)
    await console.print(text)
    return exitCodes.clean
  } finally {
    await scanner.close()
  }
}
