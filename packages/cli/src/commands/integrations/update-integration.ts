import { ConfigError, type IntegrationSchedule } from '@opencasb/core'
import { type ExitCode, exitCodes } from '../../exit-code.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { renderIntegration } from '../../render/render-integration.ts'
import { namedIntegration } from './named-integration.ts'
import { type AnswerFormat, printAnswer } from './print-answer.ts'
import { namingSchedule, type ScheduleFlags, scheduleOf } from './schedule-options.ts'
import { type StoredOptions, withStoredScanner } from './stored-scanner.ts'

/** The options of `integrations update` after commander has read them. */
export interface UpdateOptions extends StoredOptions, ScheduleFlags {
  readonly name?: string
  /** False: nobody's any more. */
  readonly owner?: string | false
  readonly anytime?: boolean
  readonly format: AnswerFormat
}

/** `opencasb integrations update`: name, owner, schedule. */
export function updateIntegration(context: CommandContext, given: string, options: UpdateOptions): Promise<ExitCode> {
  return withStoredScanner(context, options, { access: 'change' }, async (scanner) => {
    const { id, schedule: before } = await namedIntegration(scanner, given)
    const asked = scheduleOf(options)
    const schedule = asked || options.anytime ? { ...keptOf(before, options), ...asked } : undefined
    const change = {
      ...(options.name !== undefined && { name: options.name }),
      ...(options.owner !== undefined && { owner: options.owner === false ? null : options.owner }),
      ...(schedule && { schedule }),
    }
    if (Object.keys(change).length === 0) {
      throw new ConfigError(
        '--name: say what to change: --name, --owner, --no-owner, --interval, --window or --anytime',
        {
          field: '--name',
        },
      )
    }
    const integration = await namingSchedule(() => scanner.integrations.update(id, change))
    const report = await scanner.lastReport(id)
    await printAnswer(context, options.format, integration, () =>
      renderIntegration(integration, report, context.console.screen),
    )
    return exitCodes.clean
  })
}

/** What stays of a schedule: an update replaces it as a whole. */
function keptOf(
  { intervalMs, windows }: IntegrationSchedule = {},
  { interval, anytime }: UpdateOptions,
): IntegrationSchedule {
  return {
    ...(interval === undefined && intervalMs !== undefined && { intervalMs }),
    ...(!anytime && windows && { windows }),
  }
}
