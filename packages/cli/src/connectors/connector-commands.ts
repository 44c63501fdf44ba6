import { github } from '@opencasb/connector-github'
import type { ConnectorCommand } from './connector-command.ts'
import { githubCommand } from './github-command.ts'

/** The connectors that the command line comes with. */
export function connectorCommands(): readonly ConnectorCommand[] {
  return [githubCommand(github())]
}
