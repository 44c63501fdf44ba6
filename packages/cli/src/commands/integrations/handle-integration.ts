import { ConfigError, type Integration } from '@opencasb/core'
import { withoutCredentials } from '../../credentials/without-credentials.ts'
import { type ExitCode, exitCodes } from '../../exit-code.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { renderErasure } from '../../render/render-erasure.ts'
import { renderHealth } from '../../render/render-health.ts'
import { renderIntegration } from '../../render/render-integration.ts'
import { renderIntegrations } from '../../render/render-integrations.ts'
import { ask } from '../../terminal/ask.ts'
import { neutral } from '../../terminal/neutral.ts'
import { refusePaused } from '../refuse-paused.ts'
import { namedIntegration } from './named-integration.ts'
import { type AnswerFormat, printAnswer } from './print-answer.ts'
import { type StoredOptions, withStoredScanner } from './stored-scanner.ts'

/** Options of what is done with one integration. */
export interface HandleOptions extends StoredOptions {
  readonly format: AnswerFormat
}

/** Options of `integrations remove`. */
export interface RemoveOptions extends HandleOptions {
  readonly revoke: boolean
  readonly yes?: boolean
}

/** What can be done with one integration. */
export type HandleIntegration = (context: CommandContext, given: string, options: HandleOptions) => Promise<ExitCode>

/** `opencasb integrations list`. */
export function listIntegrations(
  context: CommandContext,
  options: HandleOptions & { readonly owner?: string },
): Promise<ExitCode> {
  return withStoredScanner(context, options, { access: 'read' }, async (scanner, state) => {
    const filter = options.owner === undefined ? {} : { owner: options.owner }
    const integrations = await scanner.integrations.list(filter)
    const without = await withoutCredentials(integrations, state)
    const listed = integrations.map((integration) => listedIntegration(integration, !without.has(integration.id)))
    const { owner } = options
    const view = { now: Date.now(), without, ...(owner !== undefined && { owner }) }
    await printAnswer(context, options.format, listed, () =>
      renderIntegrations(integrations, context.console.screen, view),
    )
    return exitCodes.clean
  })
}

/** An integration as programs get it: nobody can scan one without stored credentials, so nothing is due. */
function listedIntegration(
  integration: Integration,
  hasCredentials: boolean,
): Integration & { readonly hasCredentials: boolean } {
  const { nextScanAt, ...rest } = integration
  return { ...rest, ...(hasCredentials && nextScanAt !== undefined && { nextScanAt }), hasCredentials }
}

/** `opencasb integrations show`. */
export const showIntegration: HandleIntegration = (context, given, options) =>
  withStoredScanner(context, options, { access: 'read' }, async (scanner) => {
    const integration = await namedIntegration(scanner, given)
    const report = await scanner.lastReport(integration.id)
    await printAnswer(context, options.format, { integration, ...(report && { report }) }, () =>
      renderIntegration(integration, report, context.console.screen),
    )
    return exitCodes.clean
  })

/** `opencasb integrations pause`. */
export const pauseIntegration: HandleIntegration = (context, given, options) =>
  withStoredScanner(context, options, { access: 'change' }, async (scanner) => {
    const { id } = await namedIntegration(scanner, given)
    const paused = await scanner.integrations.pause(id)
    await printAnswer(context, options.format, paused, () => [
      `Paused  ${neutral(paused.name, 80)}: it makes no call until it is resumed`,
    ])
    return exitCodes.clean
  })

/** `opencasb integrations resume`. */
export const resumeIntegration: HandleIntegration = (context, given, options) =>
  withStoredScanner(context, options, { access: 'change' }, async (scanner) => {
    const { id } = await namedIntegration(scanner, given)
    const resumed = await scanner.integrations.resume(id)
    await printAnswer(context, options.format, resumed, () => [
      `Resumed  ${neutral(resumed.name, 80)}: it is scanned the next time that "opencasb schedule run" looks`,
    ])
    return exitCodes.clean
  })

/** `opencasb integrations check`: signs in and says how it is. */
export const checkIntegration: HandleIntegration = (context, given, options) =>
  withStoredScanner(context, options, { access: 'sign-in' }, async (scanner) => {
    const { console, host } = context
    const integration = await namedIntegration(scanner, given)
    refusePaused(integration)
    const health = await scanner.integrations.check(integration.id, { signal: host.signal })
    await printAnswer(context, options.format, { integration: integration.id, health }, () =>
      renderHealth(integration.name, health, console.screen),
    )
    if (health.state === 'healthy') return exitCodes.clean
    return health.state === 'degraded' || health.state === 'initializing' ? exitCodes.incomplete : exitCodes.failed
  })

/** `opencasb integrations remove`. The beginning of a name is not enough for what cannot be undone. */
export async function removeIntegration(
  context: CommandContext,
  given: string,
  options: RemoveOptions,
): Promise<ExitCode> {
  const { revoke, yes = false } = options
  try {
    return await withStoredScanner(context, options, { access: revoke ? 'sign-in' : 'change' }, async (scanner) => {
      const integration = await namedIntegration(scanner, given, { exact: true })
      const { id, name } = integration
      if (!yes) await confirmErasure(context, integration)
      const erasure = await scanner.integrations.remove(id, { revoke, signal: context.host.signal })
      await printAnswer(context, options.format, erasure, () => renderErasure(name, erasure, context.console.screen))
      return exitCodes.clean
    })
  } catch (error) {
    if (!ConfigError.is(error) || error.field !== '--vault-keys') throw error
    throw new ConfigError(`${error.message}\nWhere the keys are lost, --no-revoke erases it without signing in.`, {
      field: error.field,
    })
  }
}

/** Whoever erases says its name, or that nobody is to be asked. */
async function confirmErasure({ host }: CommandContext, { id, name }: Integration): Promise<void> {
  const shown = neutral(name, 80)
  const answer = await ask(
    host,
    `This erases ${shown} (${neutral(id, 120)}) with all that is known of it, and nothing brings it back.\nIts name, to go on: `,
  )
  if (answer === undefined) {
    throw new ConfigError(
      `--yes: nothing brings back what is erased; add --yes to erase "${shown}" without being asked`,
      {
        field: '--yes',
      },
    )
  }
  if (answer === '') {
    throw new ConfigError('integration: nothing was typed, so nothing was erased', { field: 'integration' })
  }
  if (answer !== name && answer !== id) {
    throw new ConfigError('integration: that is not its name, so nothing was erased', { field: 'integration' })
  }
}
