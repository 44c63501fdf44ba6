import { resolve } from 'node:path'
import type { Command } from 'commander'
import { namingFile } from '../../credentials/key-provider.ts'
import { type ExitCode, exitCodes } from '../../exit-code.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { examplesHelp } from '../../program/examples-help.ts'
import { addDatabaseOption, addDebugOption, addKeyOption } from '../../program/scan-options.ts'
import { type RotateOptions, rotateKeys } from './rotate-keys.ts'

/** `opencasb keys`: the keys that seal stored credentials. */
export function addKeys(program: Command, context: CommandContext): void {
  const parent = program
    .command('keys')
    .description('make and rotate the keys that seal stored credentials')
    .helpCommand(false)
  const create = parent
    .command('create')
    .description('make a file with a new key; whoever loses it loses the stored credentials')
    .argument('<file>', 'where it is made; it must not exist yet')
  addDebugOption(create)
    .addHelpText('after', examplesHelp('keys create opencasb.keys'))
    .action((file: string) => context.run(() => createKeys(context, file)))
  const rotate = parent
    .command('rotate')
    .description('seal all data keys with a new key; workers go on meanwhile')
    .option('--no-new-key', 'use the newest key that there is, instead of adding one to the file')
  addDebugOption(addKeyOption(addDatabaseOption(rotate)))
    .addHelpText('after', examplesHelp('keys rotate --vault-keys opencasb.keys'))
    .action((options: RotateOptions) => context.run(() => rotateKeys(context, options)))
  parent.addHelpText('after', examplesHelp('keys create opencasb.keys', 'keys rotate --vault-keys opencasb.keys'))
}

async function createKeys({ console, host }: CommandContext, file: string): Promise<ExitCode> {
  const { createKeyFile } = await import('@opencasb/vault')
  const path = resolve(host.cwd, file)
  const { keyId } = await namingFile('file', path, file, () => createKeyFile({ path }))
  await console.print([
    `${file} holds the new key ${keyId}. Only you can read it.`,
    'Keep a copy apart from the database and its backups, and out of version control.',
  ])
  return exitCodes.clean
}
