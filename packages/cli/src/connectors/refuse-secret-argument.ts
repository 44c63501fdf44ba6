import { ConfigError } from '@opencasb/core'
import type { Command } from 'commander'
import type { TargetContext } from './connector-command.ts'
import { signInOption } from './target-options.ts'

/** A secret as an option: known to the parser only to be refused, since as an unknown option its value would be quoted. */
export function addRefusedSecret(command: Command, flag: string): void {
  const name = flag.replace(/^--/, '')
  command.addOption(signInOption(`${flag} [${name}]`, '').hideHelp())
}

/**
 * Refuses a secret that was given on the command line.
 * @param instead what to do instead
 */
export function refuseSecretArgument(flag: string, value: unknown, instead: string, context: TargetContext): void {
  if (value === undefined) return
  if (typeof value === 'string') context.redaction.hide(value)
  throw new ConfigError(
    `${flag}: a secret on the command line can be read by other users and stays in the history of the shell. ${instead}; consider this one as known and replace it.`,
    { field: flag },
  )
}
