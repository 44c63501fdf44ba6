import type { Integration, Scanner } from '@opencasb/core'
import { withoutCredentials } from '../../credentials/without-credentials.ts'
import { type ExitCode, exitCodes } from '../../exit-code.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { nextScan } from '../../render/render-integrations.ts'
import type { CommandHost } from '../../terminal/host.ts'
import { neutral } from '../../terminal/neutral.ts'
import { counted, duration } from '../../terminal/words.ts'
import { withStoredScanner } from '../integrations/stored-scanner.ts'
import { scanDue } from './scan-due.ts'
import type { ScheduleOptions } from './schedule-command.ts'
import { tellScans } from './schedule-lines.ts'
import { webhookSinks } from './webhook-options.ts'

/** `opencasb schedule run`: until it is told to stop, or with `--once` until nothing is due. */
export async function runSchedule(context: CommandContext, options: ScheduleOptions): Promise<ExitCode> {
  const { console, host } = context
  const sinks = await webhookSinks(context, options)
  const { concurrency, perConnector } = options
  const schedule = { concurrency, ...(perConnector !== undefined && { perConnector }) }
  return withStoredScanner(context, options, { access: 'sign-in', sinks, schedule }, async (scanner, state) => {
    const integrations = await scanner.integrations.list()
    const silence = tellScans(console, scanner, new Map(integrations.map(({ id, name }) => [id, name])))
    try {
      const without = await withoutCredentials(integrations, state)
      console.note(unscannable(integrations, without))
      if (options.once) {
        const due = (await scanner.due()).filter(({ id }) => !without.has(id))
        // Read again: what is outside of its windows has just been put off.
        if (due.length === 0) {
          console.note([`Nothing is due: ${nextOf(await scanner.integrations.list(), without)}.`])
        }
        const skipped = ({ name }: Integration, why: string): void =>
          console.note([`${neutral(name, 80)} ${neutral(why, 600)}.`])
        return await scanDue(scanner, state, { due, ...schedule, signal: host.signal, skipped })
      }
      console.note([greeting(integrations, without)])
      await untilStopped(scanner, host, () =>
        console.note([
          `Stopping: running scans have ${duration(options.drain * 1_000)} to end. Ctrl-C again stops at once.`,
        ]),
      )
      await scanner.stop({ drainMs: options.drain * 1_000 })
      return exitCodes.clean
    } finally {
      silence()
    }
  })
}

/** What is watched, and when something will happen. */
function greeting(integrations: readonly Integration[], without: ReadonlySet<string>): string {
  const scannable = integrations.length - without.size
  const watching = scannable === 0 ? 'Watching' : `Watching ${counted(scannable, 'integration')}`
  return `${watching}: ${nextOf(integrations, without)}. Ctrl-C ends this gracefully.`
}

function nextOf(integrations: readonly Integration[], without: ReadonlySet<string>): string {
  const scannable = integrations.filter(({ id }) => !without.has(id))
  if (scannable.length === 0) return 'nothing is connected yet ("opencasb integrations add" connects an organisation)'
  const [next] = scannable
    .filter(({ pausedAt, nextScanAt }) => pausedAt === undefined && nextScanAt !== undefined)
    .sort((a, b) => Date.parse(a.nextScanAt ?? '') - Date.parse(b.nextScanAt ?? ''))
  if (!next) return 'all are paused'
  return `next is ${neutral(next.name, 80)}, ${nextScan(next, Date.now())}`
}

/** Says which were scanned by `opencasb scan` only: its credentials are never kept, so nobody can scan them here. */
function unscannable(integrations: readonly Integration[], without: ReadonlySet<string>): readonly string[] {
  return integrations
    .filter(({ id }) => without.has(id))
    .map(
      ({ name, connector }) =>
        `${neutral(name, 80)} has no stored credentials and cannot be scanned here: "opencasb integrations add ${connector}" stores them.`,
    )
}

/** Runs the scheduler until somebody ends it. Its own timers do not keep a process alive, so this does. */
async function untilStopped(
  scanner: Scanner,
  { signal }: Pick<CommandHost, 'signal'>,
  told: () => void,
): Promise<void> {
  if (signal.aborted) return
  const hold = setInterval(() => undefined, 2 ** 30)
  scanner.start()
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  clearInterval(hold)
  told()
}
