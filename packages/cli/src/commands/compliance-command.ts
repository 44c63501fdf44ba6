import { resolve } from 'node:path'
import { ConfigError, type Connector, type Integration, type Scanner } from '@opencasb/core'
import { writeComplianceHtml, writeComplianceJson } from '@opencasb/sinks'
import { type Command, Option } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { checkOutputs } from '../output/write-results.ts'
import { addConnectorCommands } from '../program/add-connector-commands.ts'
import type { CommandContext } from '../program/command-context.ts'
import { examplesHelp } from '../program/examples-help.ts'
import { addDatabaseOption, addDebugOption } from '../program/scan-options.ts'
import { renderCompliance } from '../render/render-compliance.ts'
import { openExistingState } from '../state/open-state.ts'
import { basisOf, type ScannedView, scannedView } from '../summary/scanned-view.ts'
import { prepareScanner } from './prepare-scanner.ts'

interface ComplianceOptions {
  readonly framework?: string
  readonly integration?: string
  readonly format?: 'table' | 'json' | 'html'
  readonly output?: string
  readonly database: string
  readonly debug?: boolean
}

const generator = { name: manifest.name, version: manifest.version }

/** `opencasb compliance`: a benchmark, control by control, against the last scan. */
export function addCompliance(program: Command, context: CommandContext): void {
  const parent = program.command('compliance').description('a benchmark against the last scan, control by control')
  addConnectorCommands(parent, context, (command, { connector }) => {
    const [first] = connector.frameworks ?? []
    const known = (connector.frameworks ?? []).map(({ id }) => id)
    command
      .description(`a benchmark against the last scan of ${connector.title}`)
      .addOption(new Option('--framework <id>', 'which benchmark; needed where there are several').choices(known))
      .option('--integration <id>', 'which integration, where several were scanned')
      .addOption(new Option('--format <format>', 'how it is printed or written').choices(['table', 'json', 'html']))
      .option('--output <file>', 'write it to a file in the form its ending names')
    const example = `compliance ${connector.id}${first ? ` --framework ${first.id}` : ''}`
    addDebugOption(addDatabaseOption(command))
      .addHelpText('after', examplesHelp(example, `${example} --output compliance.html`))
      .action((options: ComplianceOptions) => context.run(() => compliance(context, connector, options)))
  })
}

async function compliance(
  context: CommandContext,
  connector: Connector,
  options: ComplianceOptions,
): Promise<ExitCode> {
  const format = formatOf(options)
  const framework = frameworkOf(connector, options)
  const { host, console } = context
  if (options.output !== undefined) await checkOutputs([{ path: options.output, format }], host.cwd)
  const state = await openExistingState(options.database, host, { readOnly: true })
  const scanner = prepareScanner(context, { state, debug: options.debug === true })
  try {
    const { id } = await integrationOf(scanner, connector, options.integration)
    const view = await viewOf(scanner, connector, id, framework)
    if (options.output !== undefined) {
      await write(view, format, resolve(host.cwd, options.output))
      await console.print([`Written to ${options.output}`])
    } else if (format === 'table') {
      await console.print(renderCompliance(view, console.screen))
    } else {
      await write(view, format, host.stdout)
    }
    return exitCodes.clean
  } finally {
    await scanner.close()
  }
}

async function viewOf(scanner: Scanner, connector: Connector, id: string, framework: string): Promise<ScannedView> {
  const view = await scanner.compliance(id, framework)
  const report = await scanner.lastReport(id)
  if (report) return scannedView(view, report, connector)
  throw new ConfigError('--integration: it was removed just now', { field: '--integration' })
}

function write(
  view: ScannedView,
  format: 'table' | 'json' | 'html',
  output: Parameters<typeof writeComplianceJson>[1],
): Promise<void> {
  return format === 'html'
    ? writeComplianceHtml(view, output, { generator, notes: basisOf(view) })
    : writeComplianceJson(view, output)
}

function formatOf({ format, output }: ComplianceOptions): 'table' | 'json' | 'html' {
  if (output === undefined) return format ?? 'table'
  const byEnding = /\.html?$/i.test(output) ? 'html' : /\.json$/i.test(output) ? 'json' : undefined
  const chosen = format ?? byEnding
  if (chosen === 'json' || chosen === 'html') return chosen
  throw new ConfigError(
    `--output: the name ${output} does not tell the form. Give it one of the endings .json and .html, or add --format.`,
    { field: '--output' },
  )
}

function frameworkOf(connector: Connector, { framework }: ComplianceOptions): string {
  if (framework !== undefined) return framework
  const known = (connector.frameworks ?? []).map(({ id }) => id)
  const [only] = known
  if (only !== undefined && known.length === 1) return only
  const remedy = known.length === 0 ? `${connector.title} has none` : `say which: ${known.join(', ')}`
  throw new ConfigError(`--framework: ${remedy}`, { field: '--framework' })
}

async function integrationOf(
  scanner: Scanner,
  connector: Connector,
  id: string | undefined,
): Promise<Pick<Integration, 'id'>> {
  const all = (await scanner.integrations.list()).filter((integration) => integration.connector === connector.id)
  const chosen = id === undefined ? all : all.filter((integration) => integration.id === id)
  const [only] = chosen
  if (only !== undefined && chosen.length === 1) return only
  const known = all.map((integration) => `${integration.id} (${integration.name})`).join(', ')
  throw new ConfigError(
    all.length === 0
      ? `--database: it holds no scan of ${connector.title}. Scan first, or name the one that a scan wrote to.`
      : `--integration: say which of these it is about: ${known}`,
    { field: all.length === 0 ? '--database' : '--integration' },
  )
}
