import { ConfigError, type Integration } from '@opencasb/core'
import type { ConnectorCommand, ConnectorTarget } from '../../connectors/connector-command.ts'
import type { Named } from '../../connectors/in-options.ts'
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
  readonly stored?: boolean
}

/** Options that stand on the command line, by their names in {@link ReconnectCommandOptions} and the connector's own. */
export interface WrittenOptions {
  readonly written: ReadonlySet<string>
  /** Those of them that say how to sign in with other credentials. */
  readonly signIn: readonly string[]
}

/**
 * `opencasb integrations reconnect`: other credentials for what is connected, or the stored ones for permissions that were
 * granted since. What it reads stays as it is.
 */
export async function reconnectIntegration(
  context: CommandContext,
  command: ConnectorCommand,
  given: string,
  options: ReconnectCommandOptions,
  { written, signIn }: WrittenOptions,
): Promise<ExitCode> {
  const { host, console } = context
  const isStored = signsInStored(context, command, options, signIn)
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
    const target = isStored
      ? undefined
      : await command.target({ ...options, ...known }, { host, redaction: console.redaction })
    const { scan, format } = options
    return connectIntegration(context, scanner, {
      id,
      name,
      target: namesOf(target),
      scan,
      format,
      connect: () => scanner.integrations.reconnect(id, target?.credentials, { scan, signal: host.signal }),
    })
  })
}

/** Without other credentials, on the command line or in the environment, it is for what the stored ones may read since. */
function signsInStored(
  { host }: CommandContext,
  { credentialVariables = [] }: ConnectorCommand,
  { stored = false }: ReconnectCommandOptions,
  [first]: readonly string[],
): boolean {
  if (stored && first !== undefined) {
    const option = optionOf(first)
    throw new ConfigError(`--stored: does not go together with ${option}. Sign in one way or the other.`, {
      field: '--stored',
    })
  }
  return stored || (first === undefined && !credentialVariables.some((name) => host.env[name]?.trim()))
}

/** The address is stored, and worked: hints at it would lead nowhere. */
function namesOf(target: ConnectorTarget | undefined): Named {
  const hints = { provider: 'Check the network and any proxy.' }
  return { optionNames: {}, credentialSource: 'stored credentials', ...target, hints }
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
    const option = optionOf(key)
    throw new ConfigError(
      `${option}: "${name}" reads something else, and reconnecting does not change what is read. Leave the option out, or add another integration.`,
      { field: option },
    )
  }
}

function optionOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

function comparable(value: unknown): string {
  const sorted = Array.isArray(value) ? value.map(String).sort() : (value ?? null)
  return JSON.stringify(sorted).toLowerCase().replaceAll(/\/+"/g, '"')
}
