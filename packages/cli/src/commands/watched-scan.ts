import type { Scanner, ScanOptions, ScanReport } from '@opencasb/core'
import type { CommandContext } from '../program/command-context.ts'
import type { CheckOptions } from '../program/scan-options.ts'
import { watchScan } from '../progress/watch-scan.ts'
import type { ChangeLog } from '../summary/change-log.ts'
import type { ScanOutcomeOptions } from './scan-outcome-options.ts'

/** Scans, and shows how it gets on unless the user wants it quiet. */
export async function watchedScan(
  context: CommandContext,
  scanner: Scanner,
  integration: { readonly id: string; readonly name: string },
  options: ScanOutcomeOptions & CheckOptions,
  changes: ChangeLog,
): Promise<ScanReport> {
  const { host } = context
  const silent = options.quiet === true || !options.progress
  const stopListening = scanner.on('finding-change', (change) => changes.add(change))
  const stopWatching = silent
    ? undefined
    : watchScan(scanner, {
        host,
        integration: integration.id,
        title: `Scanning ${integration.name}`,
        ...(options.debug && { live: false }),
      })
  try {
    return await scanner.scan(integration.id, scanOptions(options, host.signal))
  } finally {
    stopWatching?.()
    stopListening()
  }
}

function scanOptions(options: ScanOutcomeOptions & CheckOptions, signal: AbortSignal): ScanOptions {
  return {
    signal,
    mode: options.full ? 'full' : 'auto',
    confirmSweep: options.confirmSweep === true,
    ...(options.only && { only: options.only }),
    ...(options.skip && { skip: options.skip }),
  }
}
