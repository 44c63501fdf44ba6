import { type Command, Option } from 'commander'
import { outputFormats } from '../output/output-format.ts'
import { defaultDatabase } from '../state/database-location.ts'
import { listOption } from './list-option.ts'

const whatGroup = 'Choosing checks:'
const resultGroup = 'Results:'

/** Options that narrow and tune checks. */
export interface CheckOptions {
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  readonly policy?: string
}

/** Adds `--only`, `--skip` and `--policy`. */
export function addCheckOptions(command: Command): Command {
  command
    .addOption(
      new Option('--only <checks>', 'only these checks: ids or patterns with *')
        .argParser(listOption('--only'))
        .helpGroup(whatGroup),
    )
    .addOption(
      new Option('--skip <checks>', 'not these checks: ids or patterns with *')
        .argParser(listOption('--skip'))
        .helpGroup(whatGroup),
    )
  return addPolicyOption(command)
}

/** Adds `--policy`. */
export function addPolicyOption(command: Command): Command {
  return command.addOption(
    new Option('--policy <file>', 'JSON file that tunes checks: severities, parameters, scope').helpGroup(whatGroup),
  )
}

/** Adds `--database`. */
export function addDatabaseOption(command: Command): Command {
  return command.addOption(
    new Option('--database <where>', 'where findings are kept: a file, postgres://…, or "memory"')
      .default(defaultDatabase)
      .helpGroup(resultGroup),
  )
}

/** Adds `--format` and `--output`. */
export function addOutputOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'how results are printed or written')
        .choices(outputFormats)
        .helpGroup(resultGroup),
    )
    .addOption(
      new Option('--output <file>', 'write results to a file in the form its ending names; repeat it for several')
        .argParser((value: string, before: readonly string[] = []) => [...before, value])
        .helpGroup(resultGroup),
    )
}

/** Adds `--vault-keys`. */
export function addKeyOption(command: Command): Command {
  return command.addOption(
    new Option('--vault-keys <file>', 'keys that seal stored credentials, instead of OPENCASB_KEY').helpGroup('Keys:'),
  )
}

/** Adds `--debug`. */
export function addDebugOption(command: Command): Command {
  return command.option('--debug', 'print diagnostics and where errors come from')
}
