import type { HealthChange } from '../model/health.ts'
import { isDurable } from '../outbox/outbox-entries.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'

/**
 * Tells listeners and the sinks that are called at once, after the change was committed. Durable sinks have it in the
 * outbox already. A sink that fails disturbs nobody.
 */
export async function announceHealth(
  { events, sinks, log }: Pick<ScannerContext, 'events' | 'sinks' | 'log'>,
  changes: readonly HealthChange[],
): Promise<void> {
  const signal = new AbortController().signal
  for (const change of changes) {
    events.emit(change.type, change)
    for (const sink of sinks) {
      if (isDurable(sink)) continue
      try {
        await sink.healthChanged?.(change, { integration: change.integration, signal })
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error)
        log.warn(`the sink ${sink.name} was not told of a change of health`, { error: detail })
      }
    }
  }
}
