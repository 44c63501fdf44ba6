import { stopScan } from '../scan/running-scans.ts'
import { connectorOf, integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'

/**
 * Stops the scan of an integration, here or elsewhere, and leaves the next one to its usual time. Says whether one went on
 * here.
 */
export async function cancelScan(context: ScannerContext, id: string): Promise<boolean> {
  const { state, running } = context
  connectorOf(context, (await integrationOf(context, id)).connector)
  if (running.has(id) || (await state.checkpoints.lastRun(id))?.status === 'running') {
    const { nextScanTime } = await import('./next-scan-time.ts')
    // Moved first: the moment its lease is gone, a scheduler would take what is due, and start again.
    await state.integrations.update(id, (current) => ({ ...current, nextScanAt: nextScanTime(context, current) }))
  }
  return stopScan(context, id, 'The scan was cancelled')
}
