import type { Command } from 'commander'
import { exitCodes } from '../../exit-code.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { examplesHelp } from '../../program/examples-help.ts'
import { addDatabaseOption, addDebugOption } from '../../program/scan-options.ts'
import { type Migration, migrateDatabase } from '../../state/migrate-database.ts'

interface MigrateOptions {
  readonly database: string
  readonly debug?: boolean
}

/** `opencasb migrate`: brings the layout of a database up to date, before the workers of a new version start. */
export function addMigrate(program: Command, context: CommandContext): void {
  const command = program.command('migrate').description('bring the layout of a database up to date')
  addDebugOption(addDatabaseOption(command))
    .addHelpText('after', examplesHelp('migrate', 'migrate --database postgres://opencasb@db.example.com/opencasb'))
    .action((options: MigrateOptions) =>
      context.run(async () => {
        await context.console.print([outcomeOf(await migrateDatabase(options.database, context.host))])
        return exitCodes.clean
      }),
    )
}

/** A name with a slip in it makes a file too, so that is said. */
function outcomeOf({ shown, made, from, to }: Migration): string {
  if (made) return `There was no ${shown}: made it, with layout ${to}`
  return from === to ? `${shown} is up to date: layout ${to}` : `${shown} went from layout ${from} to ${to}`
}
