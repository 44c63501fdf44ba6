import { stopScan } from '../scan/running-scans.ts'
import { connectorOf, integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'

/**
 * Stops the scan of an integration, here or elsewhere, and leaves the next one to its usual time. Says whether one went on
 * here.
 */
export async function cancelScan(context: ScannerContext, id: string): Promise<boolean> {
  const { state } = context
  connectorOf(context, (await integrationOf(context, id)).connector)
  const before = await state.checkpoints.lastRun(id)
  const wasHere = await stopScan(context, id, 'The scan was cancelled')
  if (wasHere || before?.status === 'running') {
    const { nextScanTime } = await import('./next-scan-time.ts')
    // Otherwise it would be due at once, and start again.
    await state.integrations.update(id, (current) => ({ ...current, nextScanAt: nextScanTime(context, current) }))
  }
  return wasHere
}
