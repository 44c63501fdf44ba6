import { type Command, Option } from 'commander'
import { type Threshold, thresholds } from '../exit-code.ts'
import type { OutputFormat } from '../output/output-format.ts'
import { addOutputOptions } from '../program/scan-options.ts'

/** What every command that scans can be told of how it scans and what becomes of it. */
export interface ScanOutcomeOptions {
  readonly database: string
  readonly format?: OutputFormat
  readonly output?: readonly string[]
  readonly failOn: Threshold
  readonly allowIncomplete?: boolean
  readonly full?: boolean
  readonly confirmSweep?: boolean
  readonly quiet?: boolean
  readonly progress: boolean
  readonly debug?: boolean
}

/** Adds the options of {@link ScanOutcomeOptions}, except for `--database` and `--debug`. */
export function addScanOutcomeOptions(command: Command): Command {
  return addOutputOptions(command)
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 where an open finding is as urgent as this')
        .choices(thresholds)
        .default('low')
        .helpGroup('Results:'),
    )
    .addOption(
      new Option('--allow-incomplete', 'exit with 0 instead of 3 where something could not be read').helpGroup(
        'Results:',
      ),
    )
    .option('--full', 'read everything, not only what changed')
    .option('--confirm-sweep', 'close findings although most of them went at once')
    .option('--quiet', 'print nothing but errors and what --format asks for')
    .option('--no-progress', 'do not show how the scan gets on')
}
