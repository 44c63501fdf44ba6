import { github } from '@opencasb/connector-github'
import { google } from '@opencasb/connector-google'
import { m365 } from '@opencasb/connector-m365'
import { salesforce } from '@opencasb/connector-salesforce'
import type { ConnectorCommand } from './connector-command.ts'
import { githubCommand } from './github/github-command.ts'
import { googleCommand } from './google/google-command.ts'
import { m365Command } from './m365/m365-command.ts'
import { salesforceCommand } from './salesforce/salesforce-command.ts'

/** The connectors that the command line comes with. */
export function connectorCommands(): readonly ConnectorCommand[] {
  return [githubCommand(github()), googleCommand(google()), m365Command(m365()), salesforceCommand(salesforce())]
}
