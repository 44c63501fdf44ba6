import type { AddedIntegration, Scanner, ScanReport } from '@opencasb/core'
import { inOptions, type Named, namingOptions } from '../../connectors/in-options.ts'
import { type ExitCode, exitCodeOfReport, exitCodes } from '../../exit-code.ts'
import { printMessage } from '../../print-error.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { watchScan } from '../../progress/watch-scan.ts'
import { renderAdded, renderFirstScan } from '../../render/render-added.ts'
import { type AnswerFormat, printAnswer } from './print-answer.ts'

/** What {@link connectIntegration} goes by. */
export interface Connection {
  /** The integration's id. */
  readonly id: string
  readonly name: string
  /** Names what was given as the user wrote it. */
  readonly target: Named
  readonly scan: boolean
  readonly format: AnswerFormat
  /** Signs in and stores. */
  connect(): Promise<AddedIntegration>
}

/** Connects, says what will be covered, and follows the scan that this starts. */
export async function connectIntegration(
  context: CommandContext,
  scanner: Scanner,
  { id, name, target, scan, format, connect }: Connection,
): Promise<ExitCode> {
  const { console, host } = context
  // The scan that connecting starts goes on until somebody ends it.
  const cancel = (): void => void scanner.cancel(id).catch(() => undefined)
  host.signal.addEventListener('abort', cancel, { once: true })
  try {
    const { integration, preview, firstScan } = await namingOptions(target, connect)
    if (format === 'table') {
      await console.print(renderAdded(integration, preview, console.screen))
      if (scan && !firstScan) await console.print(['It is paused, so it is not scanned until it is resumed.'])
    }
    const report = firstScan && (await watched(context, scanner, { id, name }, firstScan))
    if (format === 'json') {
      const current = (await scanner.integrations.get(id)) ?? integration
      await printAnswer(context, format, { integration: current, preview, ...(report && { report }) }, () => [])
    } else if (report && report.status !== 'failed') {
      await console.print(renderFirstScan(report))
    }
    if (report?.status === 'failed') {
      printMessage(console, inOptions(report.error?.message ?? 'The scan failed.', report.error?.code, target))
    }
    return report ? exitCodeOfReport(report, { threshold: 'none', allowIncomplete: true }) : exitCodes.clean
  } finally {
    host.signal.removeEventListener('abort', cancel)
  }
}

/** Shows how a scan gets on that runs already. */
async function watched(
  { host }: CommandContext,
  scanner: Scanner,
  { id, name }: { readonly id: string; readonly name: string },
  scan: Promise<ScanReport>,
): Promise<ScanReport> {
  const stopWatching = watchScan(scanner, { host, integration: id, title: `Scanning ${name}` })
  try {
    return await scan
  } finally {
    stopWatching()
  }
}
