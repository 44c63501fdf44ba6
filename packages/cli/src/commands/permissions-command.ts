import { type Connector, permissionsFor } from '@opencasb/core'
import { type Command, Option } from 'commander'
import { selectChecks } from '../checks/select-checks.ts'
import { exitCodes } from '../exit-code.ts'
import { addConnectorCommands } from '../program/add-connector-commands.ts'
import type { CommandContext } from '../program/command-context.ts'
import { examplesHelp } from '../program/examples-help.ts'
import { listOption } from '../program/list-option.ts'
import { addDebugOption } from '../program/scan-options.ts'
import { explainPermissions, renderPermissions } from '../render/render-permissions.ts'

interface PermissionOptions {
  readonly auth?: string
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  readonly format: 'table' | 'json'
}

/** `opencasb permissions`: the least permissions for the chosen checks, computed without a call. */
export function addPermissions(program: Command, context: CommandContext): void {
  const parent = program.command('permissions').description('list the least permissions that the checks need, and why')
  addConnectorCommands(parent, context, (command, { connector }) => {
    command
      .description(`permissions for ${connector.title}`)
      .addOption(
        new Option('--auth <kind>', 'one way to sign in; all of them when left out').choices(
          connector.auth.map(({ kind }) => kind),
        ),
      )
      .addOption(
        new Option('--only <checks>', 'only for these checks: ids or patterns with *').argParser(listOption('--only')),
      )
      .addOption(
        new Option('--skip <checks>', 'not for these checks: ids or patterns with *').argParser(listOption('--skip')),
      )
      .addOption(new Option('--format <format>', 'how they are printed').choices(['table', 'json']).default('table'))
    const [method] = connector.auth
    const plain = `permissions ${connector.id}${method ? ` --auth ${method.kind}` : ''}`
    addDebugOption(command)
      .addHelpText('after', examplesHelp(plain, `${plain} --only '${connector.checks[0]?.id ?? `${connector.id}/*`}'`))
      .action((options: PermissionOptions) => context.run(() => permissions(context, connector, options)))
  })
}

async function permissions(context: CommandContext, connector: Connector, options: PermissionOptions) {
  const { console } = context
  const chosen = selectChecks(connector.checks, options).map(({ id }) => id)
  const kinds = options.auth === undefined ? connector.auth.map(({ kind }) => kind) : [options.auth]
  const answers = kinds.map((auth) => ({
    connector: connector.id,
    auth,
    permissions: explainPermissions(connector, auth, permissionsFor(connector, auth, chosen)),
  }))
  await console.print(
    options.format === 'json'
      ? [JSON.stringify(options.auth === undefined ? answers : answers[0], undefined, 2)]
      : answers.flatMap((answer) => renderPermissions(connector, answer.auth, answer.permissions, console.screen)),
  )
  return exitCodes.clean
}
