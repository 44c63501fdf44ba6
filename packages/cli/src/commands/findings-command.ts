import { assetKinds, ConfigError, findingStates, type Scanner, type StateStore, severities } from '@opencasb/core'
import { type Command, Option } from 'commander'
import type { ExitCode } from '../exit-code.ts'
import type { OutputFormat } from '../output/output-format.ts'
import type { CommandContext } from '../program/command-context.ts'
import { examplesHelp } from '../program/examples-help.ts'
import { listOption } from '../program/list-option.ts'
import { addDatabaseOption, addDebugOption, addOutputOptions } from '../program/scan-options.ts'
import { openExistingState } from '../state/open-state.ts'
import { type ActionOptions, acknowledgeFinding, ignoreFinding, reopenFinding } from './handle-finding.ts'
import { listFindings } from './list-findings.ts'
import { namedFinding } from './named-finding.ts'
import { prepareScanner } from './prepare-scanner.ts'
import { showFinding } from './show-finding.ts'

/** Options of all commands on findings that are kept. */
export interface StoredOptions {
  readonly database: string
  /** An integration's id or name. */
  readonly integration?: string
  readonly debug?: boolean
}

/** The options of `findings list` after commander has read them. */
export interface ListOptions extends StoredOptions {
  readonly severity?: readonly string[]
  readonly state?: readonly string[]
  readonly check?: readonly string[]
  readonly kind?: readonly string[]
  readonly text?: string
  readonly limit: number
  readonly format?: OutputFormat
  readonly output?: readonly string[]
}

/** `opencasb findings`: what scans have found, and what people make of it. */
export function addFindings(program: Command, context: CommandContext): void {
  const parent = program
    .command('findings')
    .description('list, show and handle what scans have found')
    .helpCommand(false)
  addList(parent.command('list'), context)
  addShow(parent.command('show'), context)
  addExport(parent.command('export'), context)
  addActions(parent, context)
  parent.addHelpText(
    'after',
    examplesHelp(
      'findings list --severity critical,high',
      'findings show 3fa9c1',
      'findings ignore 3fa9c1 --reason "test repository"',
    ),
  )
}

/** Opens the database of earlier scans for one command. */
async function withFindings(
  context: CommandContext,
  options: StoredOptions,
  access: { readonly readOnly: boolean },
  work: (scanner: Scanner, state: StateStore) => Promise<ExitCode>,
): Promise<ExitCode> {
  const state = await openExistingState(options.database, context.host, access)
  const scanner = prepareScanner(context, { state, debug: options.debug === true })
  try {
    return await work(scanner, state)
  } finally {
    await scanner.close()
  }
}

/** All of them, for other programs: what `list` prints of the most urgent, in full. */
function addExport(command: Command, context: CommandContext): void {
  addFilters(command.description('write findings for other programs; as JSON Lines unless told otherwise'))
  addDebugOption(addOutputOptions(addDatabaseOption(command)))
    .addHelpText(
      'after',
      examplesHelp('findings export --state open', 'findings export --severity critical,high --output findings.csv'),
    )
    .action((options: Omit<ListOptions, 'limit'>) => {
      const format = options.format ?? (options.output ? undefined : 'jsonl')
      const all = { ...options, limit: Number.POSITIVE_INFINITY, ...(format && { format }) }
      return context.run(() => withFindings(context, options, toRead, (scanner) => listFindings(context, scanner, all)))
    })
}

/** Adds what findings are chosen by. */
function addFilters(command: Command): Command {
  return command
    .addOption(new Option('--severity <levels>', severities.join(', ')).argParser(oneOf('--severity', severities)))
    .addOption(new Option('--state <states>', findingStates.join(', ')).argParser(oneOf('--state', findingStates)))
    .addOption(
      new Option('--check <checks>', 'only of these checks: ids or patterns with *').argParser(listOption('--check')),
    )
    .addOption(new Option('--kind <kinds>', 'kinds of assets').argParser(oneOf('--kind', assetKinds)))
    .option('--text <words>', 'part of title, message or asset name')
    .option('--integration <id>', 'only of this integration: its id or name')
}

const whichIntegration = 'whose finding it is, where a tenant is connected twice'
const toRead = { readOnly: true }
const toWrite = { readOnly: false }

function addList(command: Command, context: CommandContext): void {
  addFilters(command.description('list findings, most urgent first')).addOption(
    new Option('--limit <number>', 'how many are printed').default(50).argParser(readLimit),
  )
  addDebugOption(addOutputOptions(addDatabaseOption(command)))
    .addHelpText(
      'after',
      examplesHelp(
        'findings list --severity critical,high --state open',
        "findings list --check 'github/*-hook-*' --limit 200",
        'findings list --integration acme --output findings.csv',
      ),
    )
    .action((options: ListOptions) =>
      context.run(() => withFindings(context, options, toRead, (scanner) => listFindings(context, scanner, options))),
    )
}

function addShow(command: Command, context: CommandContext): void {
  command
    .description('show one finding with its history')
    .argument('<id>', 'its id, or the beginning of it')
    .option('--integration <id>', whichIntegration)
    .addOption(new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'))
  addDebugOption(addDatabaseOption(command))
    .addHelpText('after', examplesHelp('findings show 3fa9c1', 'findings show 3fa9c1 --format json'))
    .action((id: string, options: StoredOptions & { readonly format: 'table' | 'json' }) =>
      context.run(() =>
        withFindings(context, options, toRead, async (scanner, state) =>
          showFinding(context, scanner, await namedFinding(scanner, state, id, options.integration), options.format),
        ),
      ),
    )
}

function addActions(parent: Command, context: CommandContext): void {
  const add = (name: string, description: string, act: typeof ignoreFinding): Command => {
    const command = parent
      .command(name)
      .description(description)
      .argument('<id>', 'its id, or the beginning of it')
      .option('--integration <id>', whichIntegration)
      .option('--by <name>', 'who decides; the signed-in user when left out')
    return addDebugOption(addDatabaseOption(command)).action((id: string, options: ActionOptions & StoredOptions) =>
      context.run(() =>
        withFindings(context, options, toWrite, async (scanner, state) =>
          act(context, scanner, await namedFinding(scanner, state, id, options.integration), options),
        ),
      ),
    )
  }
  add('ignore', 'accept the risk of a finding', ignoreFinding)
    .option('--reason <text>', 'why the risk is accepted (required)')
    .option('--until <date>', 'when the finding comes back by itself, such as 2027-01-31')
    .addHelpText(
      'after',
      examplesHelp(
        'findings ignore 3fa9c1 --reason "test repository"',
        'findings ignore 3fa9c1 --reason "until the move" --until 2027-01-31 --by alex',
      ),
    )
  add('acknowledge', 'say that somebody works on a finding', acknowledgeFinding)
    .option('--note <text>', 'what is being done')
    .addHelpText('after', examplesHelp('findings acknowledge 3fa9c1 --note "with the owner of the repository"'))
  add('reopen', 'take an ignore or an acknowledgement back', reopenFinding)
    .option('--note <text>', 'why')
    .addHelpText('after', examplesHelp('findings reopen 3fa9c1 --note "it is in use after all"'))
}

function readLimit(value: string): number {
  const limit = Number(value)
  if (Number.isInteger(limit) && limit > 0) return limit
  throw new ConfigError('--limit: must be a whole number above 0, such as 50', { field: '--limit' })
}

function oneOf(
  field: string,
  known: readonly string[],
): (value: string, before?: readonly string[]) => readonly string[] {
  const read = listOption(field)
  return (value, before) => {
    const all = read(value, before)
    const wrong = all.find((word) => !known.includes(word))
    if (wrong === undefined) return all
    throw new ConfigError(`${field}: there is no "${wrong}". Use ${known.join(', ')}.`, { field })
  }
}
