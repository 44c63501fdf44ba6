import {
  type CredentialStore,
  createScanner,
  type FindingSink,
  type Policy,
  type Scanner,
  type SchedulerOptions,
  type StateStore,
} from '@opencasb/core'
import type { ConnectorCommand, ConnectorTarget } from '../connectors/connector-command.ts'
import { namingOptions } from '../connectors/in-options.ts'
import { readPolicyFile } from '../policy/read-policy-file.ts'
import type { CommandContext } from '../program/command-context.ts'
import { logLines } from '../progress/log-lines.ts'
import { refusePaused } from './refuse-paused.ts'

/** What {@link prepareScanner} takes. */
export interface PrepareOptions {
  readonly state: StateStore | undefined
  readonly policy?: Policy | undefined
  readonly debug: boolean
  /** @default in memory */
  readonly credentials?: CredentialStore
  readonly sinks?: readonly FindingSink[]
  readonly schedule?: SchedulerOptions
}

/** Makes the scanner of a command. */
export function prepareScanner(context: CommandContext, options: PrepareOptions): Scanner {
  return createScanner({
    connectors: context.connectors.map(({ connector }) => connector),
    ...(options.state && { state: options.state }),
    ...(options.policy && { policy: options.policy }),
    ...(options.credentials && { credentials: options.credentials }),
    ...(options.sinks && { sinks: options.sinks }),
    ...(options.schedule && { schedule: options.schedule }),
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
 * @returns whether this has added it
 * @throws ConfigError in terms of the options that the user wrote
 */
export async function connect(scanner: Scanner, command: ConnectorCommand, target: ConnectorTarget): Promise<boolean> {
  const { id, name, config, credentials } = target
  const known = await scanner.integrations.get(id)
  if (known) refusePaused(known)
  await namingOptions(target, async () => {
    // Its name stays: somebody may have given it one.
    if (known) await scanner.integrations.update(id, { config, credentials })
    else await scanner.integrations.register({ id, connector: command.connector.id, name, config, credentials })
  })
  return known === undefined
}
