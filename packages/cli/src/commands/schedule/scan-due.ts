import type { Integration, Scanner, StateStore } from '@opencasb/core'
import { type ExitCode, exitCodeOfReport, exitCodes } from '../../exit-code.ts'

/** What {@link scanDue} goes by. */
export interface DueScans {
  readonly due: readonly Integration[]
  readonly concurrency: number
  readonly perConnector?: number
  readonly signal: AbortSignal
  /** Told of what was not scanned, and why in a few words. */
  skipped(integration: Integration, why: string): void
}

/**
 * Scans what is due, several at once, and delivers what waits in the outbox.
 * @returns 0 where no scan failed, however much it could read
 */
export async function scanDue(
  scanner: Scanner,
  state: Pick<StateStore, 'leases'>,
  { due, concurrency, perConnector = concurrency, signal, skipped }: DueScans,
): Promise<ExitCode> {
  const waiting = [...due]
  const busy = new Map<string, number>()
  const codes: ExitCode[] = []
  const next = (): Integration | undefined => {
    const index = waiting.findIndex(({ connector }) => (busy.get(connector) ?? 0) < perConnector)
    return index < 0 ? undefined : waiting.splice(index, 1)[0]
  }
  const work = async (): Promise<void> => {
    for (let one = next(); one !== undefined && !signal.aborted; one = next()) {
      const { connector } = one
      busy.set(connector, (busy.get(connector) ?? 0) + 1)
      try {
        const why = await reasonToSkip(scanner, state, one)
        if (why === undefined) {
          const report = await scanner.scan(one.id, { signal })
          codes.push(exitCodeOfReport(report, { threshold: 'none', allowIncomplete: true }))
        } else skipped(one, why)
      } catch (error) {
        const isGone = await isRemoved(scanner, one)
        skipped(one, isGone ? removed : `could not be scanned: ${messageOf(error)}`)
        if (!isGone) codes.push(exitCodes.failed)
      } finally {
        busy.set(connector, (busy.get(connector) ?? 1) - 1)
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  if (signal.aborted) return exitCodes.interrupted
  await scanner.outbox.deliver({ signal })
  return codes.includes(exitCodes.failed) || codes.includes(exitCodes.usage) ? exitCodes.failed : exitCodes.clean
}

const removed = 'was removed meanwhile'

/** It may have waited for those before it: looks again just before it is scanned. */
async function reasonToSkip(
  scanner: Scanner,
  state: Pick<StateStore, 'leases'>,
  one: Integration,
): Promise<string | undefined> {
  if (await isScanned(state, one.id)) return 'is being scanned by another process: left to it'
  const [due] = await scanner.due({ integration: one.id })
  if (due) return undefined
  return (await isRemoved(scanner, one)) ? removed : 'is no longer due: it waits for its next time'
}

/** A database that fails does not say so. */
async function isRemoved(scanner: Scanner, { id }: Integration): Promise<boolean> {
  return (await scanner.integrations.get(id).catch(() => null)) === undefined
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
}

/** Whether it is being scanned: a scan would wait for that, and then fail. */
async function isScanned({ leases }: Pick<StateStore, 'leases'>, id: string): Promise<boolean> {
  const lease = await leases.acquire(`scan:${id}`, 1_000)
  await lease?.release()
  return lease === undefined
}
