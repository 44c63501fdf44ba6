import type { Integration, Scanner, StateStore } from '@opencasb/core'
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
      console.note(await withoutCredentials(integrations, state))
      if (options.once) {
        const due = await scanner.due()
        if (due.length === 0) console.note([`Nothing is due: ${nextOf(integrations, Date.now())}.`])
        const skipped = ({ name }: Integration): void =>
          console.note([`${neutral(name, 80)} is being scanned by another process: left to it.`])
        return await scanDue(scanner, state, { due, ...schedule, signal: host.signal, skipped })
      }
      console.note([greeting(integrations, Date.now())])
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
function greeting(integrations: readonly Integration[], now: number): string {
  const watching = integrations.length === 0 ? 'Watching' : `Watching ${counted(integrations.length, 'integration')}`
  return `${watching}: ${nextOf(integrations, now)}. Ctrl-C ends this gracefully.`
}

function nextOf(integrations: readonly Integration[], now: number): string {
  if (integrations.length === 0) return 'nothing is connected yet; "opencasb integrations add" does it'
  const [next] = integrations
    .filter(({ pausedAt, nextScanAt }) => pausedAt === undefined && nextScanAt !== undefined)
    .sort((a, b) => Date.parse(a.nextScanAt ?? '') - Date.parse(b.nextScanAt ?? ''))
  if (!next) return 'all are paused'
  return `next is ${neutral(next.name, 80)}, ${nextScan(next, now)}`
}

/** Says which were scanned by `opencasb scan` only: its credentials are never kept, so nobody can scan them here. */
async function withoutCredentials(integrations: readonly Integration[], { sealed }: StateStore): Promise<string[]> {
  const lines: string[] = []
  for (const { name, connector, credentialRef } of integrations) {
    if (await sealed.get(credentialRef)) continue
    lines.push(
      `${neutral(name, 80)} has no stored credentials and cannot be scanned here: "opencasb integrations add ${connector}" stores them.`,
    )
  }
  return lines
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
