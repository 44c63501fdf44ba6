import type { Integration, Scanner, StateStore } from '@opencasb/core'
import { type ExitCode, exitCodeOfReport, exitCodes } from '../../exit-code.ts'

/** What {@link scanDue} goes by. */
export interface DueScans {
  readonly due: readonly Integration[]
  readonly concurrency: number
  readonly perConnector?: number
  readonly signal: AbortSignal
  /** Told of what somebody else is scanning. */
  skipped(integration: Integration): void
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
      const { id, connector } = one
      busy.set(connector, (busy.get(connector) ?? 0) + 1)
      if (await isScanned(state, id)) {
        skipped(one)
      } else {
        const report = await scanner.scan(id, { signal })
        codes.push(exitCodeOfReport(report, { threshold: 'none', allowIncomplete: true }))
      }
      busy.set(connector, (busy.get(connector) ?? 1) - 1)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  if (signal.aborted) return exitCodes.interrupted
  await scanner.outbox.deliver({ signal })
  return codes.includes(exitCodes.failed) || codes.includes(exitCodes.usage) ? exitCodes.failed : exitCodes.clean
}

/** Whether it is being scanned: a scan would wait for that, and then fail. */
async function isScanned({ leases }: Pick<StateStore, 'leases'>, id: string): Promise<boolean> {
  const lease = await leases.acquire(`scan:${id}`, 1_000)
  await lease?.release()
  return lease === undefined
}
