import { resolve } from 'node:path'
import {
  type AssetKind,
  ConfigError,
  type Finding,
  type FindingFilter,
  type FindingState,
  type Integration,
  type Scanner,
  type ScanReport,
  type Severity,
} from '@opencasb/core'
import { selectIds } from '../checks/select-checks.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { planOutputs } from '../output/output-plan.ts'
import { checkOutputs, type Results, writeResults } from '../output/write-results.ts'
import type { CommandContext } from '../program/command-context.ts'
import { renderFindings } from '../render/render-findings.ts'
import { isReaderGone } from '../terminal/console.ts'
import { counted } from '../terminal/words.ts'
import type { ListOptions } from './findings-command.ts'
import { namedIntegration } from './integrations/named-integration.ts'

/** Prints findings that are kept, or writes them to files. */
export async function listFindings(context: CommandContext, scanner: Scanner, options: ListOptions): Promise<ExitCode> {
  const { console, host } = context
  const outputs = planOutputs(options.format, options.output ?? [])
  await checkOutputs(outputs.files, host.cwd)
  const integration = options.integration === undefined ? [] : [await namedIntegration(scanner, options.integration)]
  const check = options.check && selectIds('--check', options.check, await knownChecks(context, scanner, options.check))
  const filter: FindingFilter = {
    ...filterOf(options),
    ...(check && { check }),
    ...(integration[0] && { integration: [integration[0].id] }),
  }
  const reports = await lastReports(scanner, integration.length > 0 ? integration : await scanner.integrations.list())
  const results: Results = {
    reports,
    findings: () => scanner.findings.all(filter),
    history: (finding) => scanner.findings.history(finding),
  }
  for (const file of outputs.files) {
    if (file.format === 'table') {
      throw new ConfigError(`--output: ${file.path} asks for a table, which is only printed. Use another ending.`, {
        field: '--output',
      })
    }
    await writeResults(file.format, results, resolve(host.cwd, file.path))
  }
  if (outputs.printed !== 'table') {
    await writeResults(outputs.printed, results, host.stdout).catch((error: unknown) => {
      if (!isReaderGone(error)) throw error
    })
    return exitCodes.clean
  }
  if (outputs.files.length > 0) {
    await console.print(outputs.files.map((file) => `Written to ${file.path}`))
    return exitCodes.clean
  }
  const shown = await firstFindings(scanner, filter, options.limit)
  const counts = await scanner.findings.count(filter, 'severity')
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  await console.print([
    ...renderFindings(shown, console.screen),
    ...(shown.length > 0 ? [''] : []),
    console.screen.paint.faint(
      total > shown.length
        ? `${shown.length} of ${counted(total, 'finding')}; --limit shows more`
        : counted(total, 'finding'),
    ),
  ])
  return exitCodes.clean
}

/** Those that there are, and those that earlier versions had, where one of them may be meant: their findings are still there. */
async function knownChecks(
  { connectors }: CommandContext,
  scanner: Scanner,
  patterns: readonly string[],
): Promise<readonly string[]> {
  const ids = connectors.flatMap(({ connector }) => connector.checks.map(({ id }) => id))
  if (patterns.every((pattern) => ids.includes(pattern))) return ids
  return [...new Set([...ids, ...Object.keys(await scanner.findings.count({}, 'check'))])]
}

async function firstFindings(scanner: Scanner, filter: FindingFilter, limit: number): Promise<readonly Finding[]> {
  const found: Finding[] = []
  for await (const finding of scanner.findings.all(filter)) {
    found.push(finding)
    if (found.length >= limit) break
  }
  return found
}

async function lastReports(scanner: Scanner, integrations: readonly Integration[]): Promise<readonly ScanReport[]> {
  const reports = await Promise.all(integrations.map(({ id }) => scanner.lastReport(id)))
  return reports.filter((report) => report !== undefined)
}

function filterOf(options: ListOptions): FindingFilter {
  return {
    ...(options.severity && { severity: options.severity as readonly Severity[] }),
    ...(options.state && { state: options.state as readonly FindingState[] }),
    ...(options.kind && { assetKind: options.kind as readonly AssetKind[] }),
    ...(options.text !== undefined && { text: options.text }),
  }
}
