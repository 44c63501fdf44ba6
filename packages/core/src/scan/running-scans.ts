import type { Lease } from '../contract/state.ts'
import type { Integration } from '../model/integration.ts'
import type { ScanReport } from '../model/report.ts'
import type { ScanOptions } from '../scanner/scanner.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import { endsSoon } from '../schedule/ends-soon.ts'
import { ScanRun } from './run-scan.ts'

/** The scans of this process. */
export class RunningScans {
  readonly #scans = new Set<{
    readonly integration: string
    readonly abort: AbortController
    readonly done: Promise<ScanReport>
    /** What it still writes is refused from then on. */
    giveUp(): Promise<void>
  }>()

  /**
   * Scans, and can be stopped.
   * @param taken the lease of the scan, where the caller has taken it already; the scan lets go of it
   */
  start(
    context: ScannerContext,
    integration: Integration,
    options: ScanOptions = {},
    taken?: Lease,
  ): Promise<ScanReport> {
    const abort = new AbortController()
    const signal = options.signal ? AbortSignal.any([options.signal, abort.signal]) : abort.signal
    const run = new ScanRun(context, integration, { ...options, signal }, taken)
    const done = run.scan()
    const giveUp = async (): Promise<void> => {
      this.#scans.delete(entry)
      await run.giveUp().catch((error: unknown) => {
        context.log.warn('a lease could not be taken away', { error: String(error) })
      })
    }
    const entry = { integration: integration.id, abort, done, giveUp }
    this.#scans.add(entry)
    return done.finally(() => this.#scans.delete(entry))
  }

  /** Whether the integration is being scanned in this process. */
  has(integration: string): boolean {
    return [...this.#scans].some((scan) => scan.integration === integration)
  }

  /**
   * Stops the scans of one integration, or all, and waits until they have saved how far they came. Those that do not stop
   * within five seconds lose their leases. Says whether there were any.
   */
  async stop(why: string, integration?: string): Promise<boolean> {
    const found = [...this.#scans].filter((scan) => integration === undefined || scan.integration === integration)
    for (const { abort } of found) abort.abort(new DOMException(why, 'AbortError'))
    if (!(await endsSoon(Promise.allSettled(found.map(({ done }) => done))))) {
      await Promise.all(found.filter((scan) => this.#scans.has(scan)).map((scan) => scan.giveUp()))
    }
    return found.length > 0
  }
}

/**
 * Stops the scan of an integration here, and whichever goes on elsewhere: that one writes nothing more. Says whether one
 * went on here.
 */
export async function stopScan(context: ScannerContext, integration: string, why: string): Promise<boolean> {
  const wasHere = await context.running.stop(why, integration)
  await context.state.leases.revoke(`scan:${integration}`)
  return wasHere
}
