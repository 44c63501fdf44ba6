import { ConfigError } from '@opencasb/core'
import { type Command, Option } from 'commander'
import type { CommandContext } from '../../program/command-context.ts'
import { examplesHelp } from '../../program/examples-help.ts'
import { scheduleExitCodeHelp } from '../../program/exit-code-help.ts'
import { addDatabaseOption, addDebugOption, addKeyOption, addPolicyOption } from '../../program/scan-options.ts'
import type { StoredOptions } from '../integrations/stored-scanner.ts'
import { runSchedule } from './run-schedule.ts'
import { addWebhookOptions, type WebhookFlags } from './webhook-options.ts'

/** The options of `schedule run` after commander has read them. */
export interface ScheduleOptions extends StoredOptions, WebhookFlags {
  readonly concurrency: number
  readonly perConnector?: number
  readonly drain: number
  readonly once?: boolean
}

/** `opencasb schedule`: scans what is due, for as long as it runs. */
export function addSchedule(program: Command, context: CommandContext): void {
  const parent = program.command('schedule').description('scan what is connected whenever it is due').helpCommand(false)
  const command = parent
    .command('run')
    .description('scan integrations when they are due; Ctrl-C or SIGTERM ends it gracefully')
    .option('--once', 'scan what is due now, then end: for cron. 0 unless a scan failed')
    .addOption(new Option('--concurrency <number>', 'scans at once').default(4).argParser(atLeastOne('--concurrency')))
    .addOption(
      new Option('--per-connector <number>', 'scans of one connector at once').argParser(atLeastOne('--per-connector')),
    )
    .addOption(
      new Option('--drain <seconds>', 'how long running scans may go on once it is told to stop')
        .default(30)
        .argParser(atLeastOne('--drain')),
    )
  addPolicyOption(addWebhookOptions(command))
  addDebugOption(addKeyOption(addDatabaseOption(command)))
    .addHelpText(
      'after',
      examplesHelp(
        'schedule run --vault-keys opencasb.keys',
        'schedule run --vault-keys opencasb.keys --once',
        'schedule run --vault-keys opencasb.keys --webhook https://hooks.example.com/opencasb',
      ),
    )
    .addHelpText('after', scheduleExitCodeHelp)
    .action((options: ScheduleOptions) => context.run(() => runSchedule(context, options)))
  parent.addHelpText('after', examplesHelp('schedule run --vault-keys opencasb.keys'))
}

function atLeastOne(field: string): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (Number.isInteger(number) && number > 0) return number
    throw new ConfigError(`${field}: must be a whole number above 0`, { field })
  }
}
