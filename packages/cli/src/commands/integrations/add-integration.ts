import { ConfigError, type Integration, type NewIntegration, type StateStore } from '@opencasb/core'
import type { ConnectorCommand } from '../../connectors/connector-command.ts'
import type { ExitCode } from '../../exit-code.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { neutral } from '../../terminal/neutral.ts'
import { connectIntegration } from './connect-integration.ts'
import type { AnswerFormat } from './print-answer.ts'
import { namingSchedule, type ScheduleFlags, scheduleOf } from './schedule-options.ts'
import { type StoredOptions, withStoredScanner } from './stored-scanner.ts'

/** The options of `integrations add` after commander has read them. */
export interface AddCommandOptions extends StoredOptions, ScheduleFlags {
  readonly name?: string
  readonly owner?: string
  readonly allowSameTenant?: boolean
  readonly scan: boolean
  readonly format: AnswerFormat
}

/** `opencasb integrations add`: signs in, stores, scans. */
export async function addIntegration(
  context: CommandContext,
  command: ConnectorCommand,
  options: AddCommandOptions,
): Promise<ExitCode> {
  const { host, console } = context
  const target = await command.target({ ...options }, { host, redaction: console.redaction })
  return withStoredScanner(context, options, { access: 'create' }, async (scanner, state) => {
    const { scan, format, allowSameTenant = false } = options
    const { signal } = host
    const schedule = scheduleOf(options)
    const settings: Pick<NewIntegration, 'name' | 'owner' | 'config' | 'schedule'> = {
      name: options.name ?? target.name,
      config: target.config,
      ...(options.owner !== undefined && { owner: options.owner }),
      ...(schedule && { schedule }),
    }
    const known = await scanner.integrations.get(target.id)
    const isConnected = known !== undefined && (await hasCredentials(state, known))
    if (isConnected && !allowSameTenant) throw connectedAlready(known, command.connector.id)
    // A second one for the same target gets an id of its own.
    const id = isConnected ? `${target.id}#${Date.now().toString(36)}` : target.id
    return connectIntegration(context, scanner, {
      id,
      name: settings.name ?? target.name,
      target,
      scan,
      format,
      connect: () =>
        namingSchedule(async () => {
          // A scan with credentials of its own may have made it: then only the stored credentials are new.
          if (known && !isConnected) {
            const connected = await scanner.integrations.reconnect(id, target.credentials, { scan, signal })
            return { ...connected, integration: await scanner.integrations.update(id, settings) }
          }
          const added = { id, connector: command.connector.id, credentials: target.credentials, ...settings }
          return scanner.integrations.add(added, { allowSameTenant, scan, signal })
        }),
    })
  })
}

async function hasCredentials(state: StateStore, { credentialRef }: Integration): Promise<boolean> {
  return (await state.sealed.get(credentialRef)) !== undefined
}

function connectedAlready({ id, name }: Integration, connector: string): ConfigError {
  return new ConfigError(
    `integration: it is connected already, as "${neutral(name, 80)}" (${neutral(id, 120)}). "opencasb integrations reconnect ${connector}" gives it other credentials; --allow-same-tenant connects it a second time.`,
    { field: 'integration' },
  )
}
