import { ConfigError, type FindingSink } from '@opencasb/core'
import { type Command, Option } from 'commander'
import { readSecret } from '../../connectors/read-secret.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { listOption } from '../../program/list-option.ts'

const group = 'Webhook:'
const secretVariable = 'OPENCASB_WEBHOOK_SECRET'

/** The options of a webhook after commander has read them. */
export interface WebhookFlags {
  readonly webhook?: string
  readonly webhookSecretFile?: string
  readonly webhookAllow?: readonly string[]
  readonly webhookAllowHttp?: boolean
}

/** Adds the options of {@link WebhookFlags}. */
export function addWebhookOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--webhook <url>', 'send findings and health there, as Standard Webhooks messages').helpGroup(group),
    )
    .addOption(
      new Option('--webhook-secret-file <file>', `whsec_… to sign with, instead of ${secretVariable}`).helpGroup(group),
    )
    .addOption(
      new Option('--webhook-allow <range>', 'let it reach a private network: 10.0.0.0/8; repeat it for several')
        .argParser(listOption('--webhook-allow'))
        .helpGroup(group),
    )
    .addOption(new Option('--webhook-allow-http', 'let it go unencrypted, for a receiver beside it').helpGroup(group))
}

/**
 * The sinks that the options ask for.
 * @throws ConfigError naming the option, never what the secret is
 */
export async function webhookSinks(
  { host, console }: CommandContext,
  options: WebhookFlags,
): Promise<readonly FindingSink[]> {
  const { webhook: url, webhookSecretFile: file, webhookAllow: allow, webhookAllowHttp: allowHttp = false } = options
  if (url === undefined) {
    refuseAlone(options)
    return []
  }
  const secret = await readSecret(
    { what: 'secret of the webhook', variable: secretVariable, option: '--webhook-secret-file', file },
    { host, redaction: console.redaction },
  )
  // Loaded where it is asked for: it brings an HTTP client of its own.
  const { webhookSink } = await import('@opencasb/sink-webhook')
  try {
    return [webhookSink({ url, secret, allowHttp, ...(allow && { allow }) })]
  } catch (error) {
    if (!ConfigError.is(error)) throw error
    throw inFlags(error, file === undefined ? secretVariable : '--webhook-secret-file')
  }
}

/** What belongs to a webhook says nothing without one. */
function refuseAlone(options: WebhookFlags): void {
  const alone = [
    ['--webhook-secret-file', options.webhookSecretFile],
    ['--webhook-allow', options.webhookAllow],
    ['--webhook-allow-http', options.webhookAllowHttp],
  ].find(([, value]) => value !== undefined)
  if (alone === undefined) return
  const field = String(alone[0])
  throw new ConfigError(`${field}: there is no webhook that it could be for; name one with --webhook`, { field })
}

/** Names what is wrong as the user wrote it. */
function inFlags({ message, field }: ConfigError, secretSource: string): ConfigError {
  const names: Readonly<Record<string, string>> = { url: '--webhook', secret: secretSource, allow: '--webhook-allow' }
  const name = names[field ?? ''] ?? names[(field ?? '').split('.')[0] ?? ''] ?? '--webhook'
  const text = message
    .replace(/^[\w.]+: /, '')
    .replace('name its range in "allow"', 'name its range with --webhook-allow')
    .replace('must begin with https://', 'must begin with https:// (or take --webhook-allow-http)')
  const sentence = text.endsWith('.') ? text : `${text}.`
  const hint = name === secretSource ? ' Make one: echo "whsec_$(openssl rand -base64 32)"' : ''
  return new ConfigError(`${name}: ${hint === '' ? text : sentence + hint}`, { field: name })
}
