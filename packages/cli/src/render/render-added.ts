import type { Integration, ScanPlan, ScanReport, ScanStatus } from '@opencasb/core'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { counted } from '../terminal/words.ts'
import { renderBlocked } from './render-blocked.ts'

/** An integration that was connected, with what its scans can and cannot judge. */
export function renderAdded(integration: Integration, preview: ScanPlan, { paint, ...screen }: Screen): string[] {
  const checks = new Set(preview.streams.flatMap((stream) => stream.checks)).size
  const name = neutral(preview.tenant.name, 80)
  return [
    `${paint.good('Connected')}  ${paint.strong(name)}  ${paint.faint(integration.id)}`,
    paint.faint(`${counted(checks, 'check')} can run, signed in with ${integration.authKind}`),
    ...renderBlocked(preview, { paint, ...screen }),
  ]
}

const endings: Readonly<Record<ScanStatus, string>> = {
  complete: 'The scan is complete',
  incomplete: 'The scan could not read everything',
  deferred: "The vendor's quota is used up, and the scan goes on later",
  aborted: 'The scan was stopped, and "opencasb integrations scan" goes on where it was',
  failed: 'The scan failed',
}

/** How the scan ended that connecting has started. */
export function renderFirstScan({ status, open }: ScanReport): string[] {
  const found = Object.values(open).reduce((sum, number) => sum + number, 0)
  const list = found > 0 ? ' "opencasb findings list" shows them.' : ''
  return [`${endings[status]}: ${counted(found, 'open finding')}.${list}`]
}
