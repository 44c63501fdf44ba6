import { ConfigError } from '@opencasb/core'
import type { Command } from 'commander'
import type { ConnectorCommand } from '../connectors/connector-command.ts'
import { exitCodes } from '../exit-code.ts'
import type { CommandContext } from './command-context.ts'

/**
 * Adds one command per connector below another: `scan github`. A connector that does not exist is named as what it is,
 * with those that do.
 */
export function addConnectorCommands(
  parent: Command,
  context: CommandContext,
  build: (command: Command, connector: ConnectorCommand) => void,
): void {
  const ids = context.connectors.map(({ connector }) => connector.id)
  for (const connector of context.connectors) build(parent.command(connector.connector.id), connector)
  parent
    .usage(`<connector> [options]`)
    .argument('[connector]')
    .allowUnknownOption()
    .allowExcessArguments()
    .configureHelp({ visibleArguments: () => [] })
    .helpCommand(false)
    .action((name: string | undefined) =>
      context.run(async () => {
        if (name !== undefined && !name.startsWith('-')) throw unknownConnector(name, ids)
        parent.outputHelp({ error: true })
        return exitCodes.usage
      }),
    )
}

/** The error for a connector that does not exist. */
export function unknownConnector(name: string, ids: readonly string[]): ConfigError {
  return new ConfigError(`connector: there is no connector "${name}". There is: ${ids.join(', ')}.`, {
    field: 'connector',
  })
}
