import type { Integration, Scanner, ScanReport } from '@opencasb/core'
import { type ExitCode, exitCodeOfReport, exitCodes } from '../../exit-code.ts'

/**
 * Scans what is due, several at once, and delivers what waits in the outbox.
 * @returns 0 where no scan failed, however much it could read
 */
export async function scanDue(
  scanner: Scanner,
  due: readonly Integration[],
  options: { readonly concurrency: number; readonly perConnector?: number; readonly signal: AbortSignal },
): Promise<ExitCode> {
  const { signal } = options
  const waiting = [...due]
  const busy = new Map<string, number>()
  const codes: ExitCode[] = []
  const next = (): Integration | undefined => {
    const { perConnector = options.concurrency } = options
    const index = waiting.findIndex(({ connector }) => (busy.get(connector) ?? 0) < perConnector)
    return index < 0 ? undefined : waiting.splice(index, 1)[0]
  }
  const work = async (): Promise<void> => {
    for (let one = next(); one !== undefined && !signal.aborted; one = next()) {
      const { id, connector } = one
      busy.set(connector, (busy.get(connector) ?? 0) + 1)
      const report: ScanReport = await scanner.scan(id, { signal })
      busy.set(connector, (busy.get(connector) ?? 1) - 1)
      codes.push(exitCodeOfReport(report, { threshold: 'none', allowIncomplete: true }))
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, work))
  if (signal.aborted) return exitCodes.interrupted
  await scanner.outbox.deliver({ signal })
  return codes.includes(exitCodes.failed) || codes.includes(exitCodes.usage) ? exitCodes.failed : exitCodes.clean
}
