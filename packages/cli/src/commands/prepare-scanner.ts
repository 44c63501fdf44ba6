import { createScanner, type Policy, type Scanner, type StateStore } from '@opencasb/core'
import type { ConnectorCommand, ConnectorTarget } from '../connectors/connector-command.ts'
import { namingOptions } from '../connectors/in-options.ts'
import { readPolicyFile } from '../policy/read-policy-file.ts'
import type { CommandContext } from '../program/command-context.ts'
import { logLines } from '../progress/log-lines.ts'

/** What {@link prepareScanner} takes. */
export interface PrepareOptions {
  readonly state: StateStore | undefined
  readonly policy?: Policy | undefined
  readonly debug: boolean
}

/** Makes the scanner of a command. */
export function prepareScanner(context: CommandContext, options: PrepareOptions): Scanner {
  return createScanner({
    connectors: context.connectors.map(({ connector }) => connector),
    ...(options.state && { state: options.state }),
    ...(options.policy && { policy: options.policy }),
    ...(options.debug && { log: logLines(context.console) }),
  })
}

/** Reads the file behind `--policy`, where there is one. */
export async function readPolicyOption(context: CommandContext, path: string | undefined): Promise<Policy | undefined> {
  if (path === undefined) return undefined
  const connectors = context.connectors.map(({ connector }) => connector)
  return readPolicyFile(path, { cwd: context.host.cwd, connectors })
}

/**
 * Adds the integration that the options name, or takes the one that an earlier scan added, with the credentials given
 * now: they are never kept.
 * @throws ConfigError in terms of the options that the user wrote
 */
export async function connect(scanner: Scanner, command: ConnectorCommand, target: ConnectorTarget): Promise<void> {
  const { id, name, config, credentials } = target
  await namingOptions(target, async () => {
    if (await scanner.integrations.get(id)) await scanner.integrations.update(id, { name, config, credentials })
    else await scanner.integrations.add({ id, connector: command.connector.id, name, config, credentials })
  })
}
