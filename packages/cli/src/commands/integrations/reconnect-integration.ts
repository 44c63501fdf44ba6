import { ConfigError, type Integration } from '@opencasb/core'
import type { ConnectorCommand } from '../../connectors/connector-command.ts'
import type { ExitCode } from '../../exit-code.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { connectIntegration } from './connect-integration.ts'
import { namedIntegration } from './named-integration.ts'
import type { AnswerFormat } from './print-answer.ts'
import { type StoredOptions, withStoredScanner } from './stored-scanner.ts'

/** The options of `integrations reconnect` after commander has read them. */
export interface ReconnectCommandOptions extends StoredOptions {
  readonly scan: boolean
  readonly format: AnswerFormat
}

/**
 * `opencasb integrations reconnect`: other credentials for what is connected. What it reads stays as it is.
 * @param written the options that stand on the command line, by their names in `options`
 */
export async function reconnectIntegration(
  context: CommandContext,
  command: ConnectorCommand,
  given: string,
  options: ReconnectCommandOptions,
  written: ReadonlySet<string>,
): Promise<ExitCode> {
  const { host, console } = context
  return withStoredScanner(context, options, { access: 'sign-in' }, async (scanner) => {
    const integration = await namedIntegration(scanner, given)
    const { id, name, config, connector } = integration
    if (connector !== command.connector.id) {
      throw new ConfigError(
        `integration: "${id}" is one of ${connector}: opencasb integrations reconnect ${connector} ${given}`,
        { field: 'integration' },
      )
    }
    const known = command.optionsOf?.(config) ?? {}
    refuseOtherTarget(integration, options, known, written)
    const target = await command.target({ ...options, ...known }, { host, redaction: console.redaction })
    const { scan, format } = options
    return connectIntegration(context, scanner, {
      id,
      name,
      target,
      scan,
      format,
      connect: () => scanner.integrations.reconnect(id, target.credentials, { scan, signal: host.signal }),
    })
  })
}

/** What to read need not be said again; where it is, it must be the same. */
function refuseOtherTarget(
  { name }: Integration,
  options: ReconnectCommandOptions,
  known: Readonly<Record<string, unknown>>,
  written: ReadonlySet<string>,
): void {
  const values = options as unknown as Readonly<Record<string, unknown>>
  for (const [key, value] of Object.entries(known)) {
    if (!written.has(key) || comparable(values[key]) === comparable(value)) continue
    const option = `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    throw new ConfigError(
      `${option}: "${name}" reads something else, and reconnecting does not change what is read. Leave the option out, or add another integration.`,
      { field: option },
    )
  }
}

function comparable(value: unknown): string {
  const sorted = Array.isArray(value) ? value.map(String).sort() : (value ?? null)
  return JSON.stringify(sorted).toLowerCase().replaceAll(/\/+"/g, '"')
}
