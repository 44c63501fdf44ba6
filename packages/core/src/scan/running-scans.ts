import { setTimeout as delay } from 'node:timers/promises'
import type { Lease } from '../contract/state.ts'
import type { Integration } from '../model/integration.ts'
import type { ScanReport } from '../model/report.ts'
import type { ScanOptions } from '../scanner/scanner.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import { ScanRun } from './run-scan.ts'

/** A connector that does not heed its signal keeps nobody waiting for longer. */
const longestEndMs = 5_000

/** The scans of this process. */
export class RunningScans {
  readonly #scans = new Set<{
    readonly integration: string
    readonly abort: AbortController
    readonly done: Promise<ScanReport>
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
    const done = new ScanRun(context, integration, { ...options, signal }, taken).scan()
    const entry = { integration: integration.id, abort, done }
    this.#scans.add(entry)
    return done.finally(() => this.#scans.delete(entry))
  }

  /** Whether the integration is being scanned in this process. */
  has(integration: string): boolean {
    return [...this.#scans].some((scan) => scan.integration === integration)
  }

  /** Stops the scans of one integration, or all, and waits until they have saved how far they came; says whether there were any. */
  async stop(why: string, integration?: string): Promise<boolean> {
    const found = [...this.#scans].filter((scan) => integration === undefined || scan.integration === integration)
    for (const { abort } of found) abort.abort(new DOMException(why, 'AbortError'))
    await Promise.allSettled(found.map(({ done }) => done))
    return found.length > 0
  }
}

/**
 * Stops the scan of an integration here, and whichever goes on elsewhere: that one writes nothing more. Says whether one
 * went on here.
 */
export async function stopScan(context: ScannerContext, integration: string, why: string): Promise<boolean> {
  const stopped = context.running.stop(why, integration)
  const ended = await Promise.race([stopped, delay(longestEndMs, true, { ref: false })])
  await context.state.leases.revoke(`scan:${integration}`)
  return ended
}
