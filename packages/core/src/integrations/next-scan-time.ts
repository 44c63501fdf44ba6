import type { Integration } from '../model/integration.ts'
import { connectorOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { nextScanAt } from '../schedule/next-scan-at.ts'

/** When the integration is scanned next, if its last scan started at a time. @param startedAt milliseconds @default now */
export function nextScanTime(context: ScannerContext, integration: Integration, startedAt?: number): string {
  const now = context.clock.now()
  const { interval } = connectorOf(context, integration.connector)
  const { jitter } = context.schedule
  const random = Math.random
  const next = nextScanAt({ integration, interval, startedAt: startedAt ?? now, now, failures: 0, jitter, random })
  return new Date(next).toISOString()
}
