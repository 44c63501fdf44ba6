import { userInfo } from 'node:os'
import { ConfigError, type Finding, type Scanner } from '@opencasb/core'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import type { CommandContext } from '../program/command-context.ts'
import { neutral } from '../terminal/neutral.ts'
import type { NamedFinding } from './named-finding.ts'

/** The options of what people do to findings. */
export interface ActionOptions {
  readonly by?: string
  readonly reason?: string
  readonly note?: string
  readonly until?: string
}

/** What people can do to a finding. */
type Handle = (
  context: CommandContext,
  scanner: Scanner,
  named: NamedFinding,
  options: ActionOptions,
) => Promise<ExitCode>

/** `opencasb findings ignore`. */
export const ignoreFinding: Handle = async (context, scanner, named, options) => {
  if (!options.reason?.trim()) {
    throw new ConfigError('--reason: say why the risk is accepted, such as --reason "test repository"', {
      field: '--reason',
    })
  }
  const until = readDate(options.until)
  const action = { by: actorOf(context, options), reason: options.reason, ...(until && { until }) }
  return told(context, await scanner.findings.ignore(named, action))
}

/** `opencasb findings acknowledge`. */
export const acknowledgeFinding: Handle = async (context, scanner, named, options) =>
  told(context, await scanner.findings.acknowledge(named, actionOf(context, options)))

/** `opencasb findings reopen`. */
export const reopenFinding: Handle = async (context, scanner, named, options) =>
  told(context, await scanner.findings.reopen(named, actionOf(context, options)))

function actionOf(context: CommandContext, options: ActionOptions): { readonly by: string; readonly note?: string } {
  return { by: actorOf(context, options), ...(options.note !== undefined && { note: options.note }) }
}

function actorOf({ host }: CommandContext, options: ActionOptions): string {
  const by = options.by ?? (host.env['USER'] || host.env['USERNAME'] || accountName())
  if (by) return by
  throw new ConfigError('--by: say who decides, such as --by security-team', { field: '--by' })
}

/** Containers and scheduled jobs often run without the variables. */
function accountName(): string | undefined {
  try {
    return userInfo().username
  } catch {
    // An account without a name.
    return undefined
  }
}

function readDate(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const field = '--until'
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:T\S+)?$/.exec(text.trim()) ?? []
  const date = new Date(text.trim())
  if (day === undefined || (Number.isNaN(date.getTime()) && isDay(day))) {
    throw new ConfigError(`${field}: must be a date to come, such as 2027-01-31`, { field })
  }
  if (!isDay(day)) throw new ConfigError(`${field}: there is no ${day} in the calendar`, { field })
  if (date.getTime() > Date.now()) return date
  throw new ConfigError(`${field}: must be a date to come, such as 2027-01-31; ${day} is past`, { field })
}

/** `Date` reads the 30th of February as the 2nd of March. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

async function told(context: CommandContext, finding: Finding): Promise<ExitCode> {
  await context.console.print([`${finding.state}  ${neutral(finding.title)}  ${neutral(finding.asset.name)}`])
  return exitCodes.clean
}
