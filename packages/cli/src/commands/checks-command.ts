import type { Check } from '@opencasb/core'
import { type Command, Option } from 'commander'
import { selectChecks } from '../checks/select-checks.ts'
import { exitCodes } from '../exit-code.ts'
import { unknownConnector } from '../program/add-connector-commands.ts'
import type { CommandContext } from '../program/command-context.ts'
import { examplesHelp } from '../program/examples-help.ts'
import { listOption } from '../program/list-option.ts'
import { addDebugOption } from '../program/scan-options.ts'
import { listedCheck, renderChecks } from '../render/render-checks.ts'

interface ChecksOptions {
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  readonly format: 'table' | 'json' | 'jsonl'
}

/** `opencasb checks`: every check with its severity; one alone is shown in full. */
export function addChecks(program: Command, context: CommandContext): void {
  const command = program
    .command('checks')
    .description('list the checks; with --only and one id, show it in full')
    .argument('[connector]', 'only those of one connector')
    .addOption(new Option('--only <checks>', 'only these: ids or patterns with *').argParser(listOption('--only')))
    .addOption(new Option('--skip <checks>', 'not these: ids or patterns with *').argParser(listOption('--skip')))
    .addOption(
      new Option('--format <format>', 'how they are printed').choices(['table', 'json', 'jsonl']).default('table'),
    )
  addDebugOption(command)
    .addHelpText('after', examplesHelp('checks', "checks --only '*-hook-*'", 'checks --format json'))
    .action((connector: string | undefined, options: ChecksOptions) =>
      context.run(async () => {
        const chosen = selectChecks(checksOf(context, connector), options)
        await context.console.print(linesOf(context, chosen, options.format))
        return exitCodes.clean
      }),
    )
}

function checksOf(context: CommandContext, id: string | undefined): readonly Check[] {
  const connectors = context.connectors.map(({ connector }) => connector)
  const ids = connectors.map((connector) => connector.id)
  if (id !== undefined && !ids.includes(id)) throw unknownConnector(id, ids)
  return connectors
    .filter((connector) => id === undefined || connector.id === id)
    .flatMap((connector) => connector.checks)
}

function linesOf(
  context: CommandContext,
  checks: readonly Check[],
  format: ChecksOptions['format'],
): readonly string[] {
  if (format === 'json') return [JSON.stringify(checks.map(listedCheck), undefined, 2)]
  if (format === 'jsonl') return checks.map((check) => JSON.stringify(listedCheck(check)))
  return renderChecks(checks, context.console.screen)
}
