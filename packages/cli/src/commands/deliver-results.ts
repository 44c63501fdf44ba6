import { writeFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { type Scanner, type ScanReport, SinkError } from '@opencasb/core'
import type { ConnectorCommand } from '../connectors/connector-command.ts'
import type { OutputFile, OutputPlan } from '../output/output-plan.ts'
import { type PrintedFormat, type Results, writeResults } from '../output/write-results.ts'
import type { CommandContext } from '../program/command-context.ts'
import { renderSummary } from '../render/render-summary.ts'
import { memoryDatabase } from '../state/open-state.ts'
import type { ChangeLog } from '../summary/change-log.ts'
import { readSummary } from '../summary/read-summary.ts'
import type { ResultPlace, ScanSummary } from '../summary/scan-summary.ts'
import { isReaderGone } from '../terminal/console.ts'
import { createPaint } from '../terminal/paint.ts'
import type { ScanCommandOptions } from './scan-command.ts'

/** What {@link deliverResults} takes. */
export interface Delivery {
  readonly command: ConnectorCommand
  readonly options: ScanCommandOptions
  readonly outputs: OutputPlan
  readonly report: ScanReport
  readonly previous: ScanReport | undefined
  readonly changes: ChangeLog
}

const widthInFiles = 100

/** Writes the files that the user asked for, then prints. The files come first: a printed summary names them. */
export async function deliverResults(context: CommandContext, scanner: Scanner, delivery: Delivery): Promise<void> {
  const { console, host } = context
  const { options, outputs, report } = delivery
  const results: Results = {
    reports: [report],
    findings: () => scanner.findings.all({ integration: [report.integration.id] }),
  }
  const summary = await readSummary(scanner.findings, {
    report,
    connector: delivery.command.connector.title,
    previous: delivery.previous,
    changes: delivery.changes,
    kept: options.database !== memoryDatabase,
    places: placesOf(options.database, outputs.files, host.cwd),
  })
  for (const file of outputs.files) await writeFileAs(file, results, summary, host.cwd)
  if (outputs.printed !== 'table') await printResults(context, outputs.printed, results)
  else if (options.quiet !== true) await console.print(renderSummary(summary, console.screen))
}

/** A reader that has seen enough is no failure. */
async function printResults(context: CommandContext, format: PrintedFormat, results: Results): Promise<void> {
  try {
    await writeResults(format, results, context.host.stdout)
  } catch (error) {
    if (!isReaderGone(error)) throw error
  }
}

async function writeFileAs(file: OutputFile, results: Results, summary: ScanSummary, cwd: string): Promise<void> {
  const path = resolve(cwd, file.path)
  if (file.format !== 'table') return writeResults(file.format, results, path)
  const lines = renderSummary(summary, { width: widthInFiles, paint: createPaint(false), isTerminal: false })
  try {
    await writeFile(path, `${lines.slice(1).join('\n')}\n`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SinkError(`--output: cannot write ${file.path}: ${reason}`, { sink: file.path, cause: error })
  }
}

function placesOf(database: string, files: readonly OutputFile[], cwd: string): readonly ResultPlace[] {
  const labels = {
    table: 'Summary',
    json: 'JSON',
    jsonl: 'JSON Lines',
    sarif: 'SARIF',
    csv: 'CSV',
    html: 'Report',
  } as const
  const shown = (path: string): string => {
    const near = relative(cwd, resolve(cwd, path))
    return near.startsWith('..') ? resolve(cwd, path) : near
  }
  return [
    ...files.map((file) => ({ label: labels[file.format], place: shown(file.path) })),
    database === memoryDatabase
      ? { label: 'Database', place: 'in memory, gone now' }
      : { label: 'Database', place: shown(database) },
  ]
}
