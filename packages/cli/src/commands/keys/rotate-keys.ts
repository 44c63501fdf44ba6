import { resolve } from 'node:path'
import { keyProvider, namingFile } from '../../credentials/key-provider.ts'
import { type ExitCode, exitCodes } from '../../exit-code.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { openExistingState } from '../../state/open-state.ts'
import { neutral } from '../../terminal/neutral.ts'
import { counted } from '../../terminal/words.ts'
import type { StoredOptions } from '../integrations/stored-scanner.ts'

/** The options of `keys rotate` after commander has read them. */
export interface RotateOptions extends StoredOptions {
  readonly newKey: boolean
}

const nothingSealed = '"opencasb integrations add" makes it; until then there is nothing to rotate.'

/** `opencasb keys rotate`: adds a key to the file, then wraps every data key with it. */
export async function rotateKeys(context: CommandContext, options: RotateOptions): Promise<ExitCode> {
  const { console, host } = context
  // Asked first: a file that cannot be read must not get another key.
  const keys = await keyProvider(context, options)
  const state = await openExistingState(options.database, host, { readOnly: false, remedy: nothingSealed })
  try {
    const { addFileKey, createVault } = await import('@opencasb/vault')
    const { vaultKeys: file, newKey } = options
    if (file !== undefined && newKey) {
      const path = resolve(host.cwd, file)
      await namingFile('--vault-keys', path, file, () => addFileKey({ path }))
    }
    const { rewrapped, failed } = await createVault({ store: state.sealed, keys }).rotate({ signal: host.signal })
    await console.print([
      `${counted(rewrapped, 'data key')} wrapped with the newest key.`,
      ...(failed.length === 0
        ? ['The older ones are needed for nothing in this database any more; backups may still need them.']
        : ['Keep the older keys: these integrations could not be opened with any of them.']),
      ...failed.map(({ ref, error }) => `  ${neutral(ref)}: ${neutral(error.message, 400)}`),
    ])
    return failed.length === 0 ? exitCodes.clean : exitCodes.failed
  } finally {
    await state.close()
  }
}
