import { writeFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { type Scanner, type ScanReport, SinkError } from '@opencasb/core'
import type { ConnectorCommand } from '../connectors/connector-command.ts'
import type { OutputFile, OutputPlan } from '../output/output-plan.ts'
import { type PrintedFormat, type Results, writeResults } from '../output/write-results.ts'
import type { CommandContext } from '../program/command-context.ts'
import { renderSummary } from '../render/render-summary.ts'
import { type DatabaseLocation, databaseLocation } from '../state/database-location.ts'
import type { ChangeLog } from '../summary/change-log.ts'
import { readSummary } from '../summary/read-summary.ts'
import type { ResultPlace, ScanSummary } from '../summary/scan-summary.ts'
import { isReaderGone } from '../terminal/console.ts'
import type { CommandHost } from '../terminal/host.ts'
import { createPaint } from '../terminal/paint.ts'
import type { ScanOutcomeOptions } from './scan-outcome-options.ts'

/** What {@link deliverResults} takes. */
export interface Delivery {
  readonly command: ConnectorCommand
  readonly options: Pick<ScanOutcomeOptions, 'database' | 'quiet'>
  readonly outputs: OutputPlan
  readonly report: ScanReport
  readonly previous: ScanReport | undefined
  readonly changes: ChangeLog
  /** What the user chose; absent where nothing was left out. */
  readonly chosen?: ChosenChecks
}

/** What is listed and judged where `--only` and `--skip` left checks out. The report is of all of them. */
export interface ChosenChecks {
  /** Their ids. */
  readonly checks: readonly string[]
  /** Their open findings. */
  readonly open: ScanReport['open']
}

const widthInFiles = 100

/** Writes the files that the user asked for, then prints. The files come first: a printed summary names them. */
export async function deliverResults(context: CommandContext, scanner: Scanner, delivery: Delivery): Promise<void> {
  const { console, host } = context
  const { options, outputs, report, chosen } = delivery
  const filter = { integration: [report.integration.id], ...(chosen && { check: chosen.checks }) }
  const results: Results = {
    reports: [report],
    findings: () => scanner.findings.all(filter),
    history: (finding) => scanner.findings.history(finding),
  }
  const summary = await readSummary(scanner.findings, {
    report,
    connector: delivery.command.connector.title,
    previous: delivery.previous,
    changes: delivery.changes,
    ...chosen,
    kept: databaseLocation(options.database, host).kind !== 'memory',
    places: placesOf(options.database, outputs.files, host),
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
    // For its owner only, like the database: it says what is wrong, and where.
    await writeFile(path, `${lines.slice(1).join('\n')}\n`, { mode: 0o600 })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SinkError(`--output: cannot write ${file.path}: ${reason}`, { sink: file.path, cause: error })
  }
}

function placesOf(database: string, files: readonly OutputFile[], host: CommandHost): readonly ResultPlace[] {
  const labels = {
    table: 'Summary',
    json: 'JSON',
    jsonl: 'JSON Lines',
    sarif: 'SARIF',
    ocsf: 'OCSF',
    csv: 'CSV',
    html: 'Report',
  } as const
  const shown = (path: string): string => {
    const near = relative(host.cwd, resolve(host.cwd, path))
    return near.startsWith('..') ? resolve(host.cwd, path) : near
  }
  return [
    ...files.map((file) => ({ label: labels[file.format], place: shown(file.path) })),
    { label: 'Database', place: placeOf(databaseLocation(database, host), shown) },
  ]
}

function placeOf(location: DatabaseLocation, shown: (path: string) => string): string {
  if (location.kind === 'memory') return 'in memory, gone now'
  return location.kind === 'file' ? shown(location.path) : location.shown
}
