import { Command } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { addChecks } from '../commands/checks-command.ts'
import { addCompliance } from '../commands/compliance-command.ts'
import { addMigrate } from '../commands/database/migrate-command.ts'
import { addFindings } from '../commands/findings-command.ts'
import { addIntegrations } from '../commands/integrations/integrations-command.ts'
import { addKeys } from '../commands/keys/keys-command.ts'
import { addPermissions } from '../commands/permissions-command.ts'
import { addPlan } from '../commands/plan-command.ts'
import { addScan } from '../commands/scan-command.ts'
import { addSchedule } from '../commands/schedule/schedule-command.ts'
import { databaseVariable } from '../state/database-location.ts'
import { hasColors } from '../terminal/paint.ts'
import type { CommandContext } from './command-context.ts'
import { exitCodeHelp } from './exit-code-help.ts'

const commands = [
  addScan,
  addPlan,
  addPermissions,
  addChecks,
  addFindings,
  addCompliance,
  addIntegrations,
  addSchedule,
  addKeys,
  addMigrate,
]

/** Builds the whole command line. Nothing runs yet. */
export function buildProgram(context: CommandContext): Command {
  const { host, console } = context
  const program = new Command('opencasb')
    .description(manifest.description)
    .version(manifest.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(console.redaction.apply(text)),
      // Errors are printed in one place for all commands.
      outputError: () => undefined,
      getOutHelpWidth: () => console.screen.width,
      getErrHelpWidth: () => console.noteScreen.width,
      getOutHasColors: () => hasColors(host.stdout, host.env),
      getErrHasColors: () => hasColors(host.stderr, host.env),
      stripColor: (text) => text,
    })
    .configureHelp({ styleTitle: (title) => console.screen.paint.strong(title), showGlobalOptions: false })
    .hook('preAction', (_, command) => {
      const value = host.env[databaseVariable]?.trim()
      if (!value || command.getOptionValueSource('database') !== 'default') return
      command.setOptionValueWithSource('database', value, 'env')
    })
  for (const add of commands) add(program, context)
  return program.addHelpText('after', exitCodeHelp)
}
