import { ConfigError } from '@opencasb/core'
import type { TargetContext } from './connector-command.ts'
import { readSecretFile } from './read-secret-file.ts'

/** Where a secret may come from: never the command line, where other users see it. */
export interface SecretSource {
  /** What it is, in the middle of a sentence: `the client secret of the app registration`. */
  readonly what: string
  /** The environment variable. */
  readonly variable?: string
  /** The option that names a file, and the file. */
  readonly option: string
  readonly file: string | undefined
}

/**
 * Reads a secret from a file or the environment, and has it hidden in everything that is printed.
 * @throws ConfigError naming the option, never what it holds
 */
export async function readSecret(source: SecretSource, { host, redaction }: TargetContext): Promise<string> {
  const { what, variable, option, file } = source
  const text = file === undefined ? host.env[variable ?? ''] : await readSecretFile(option, file, host.cwd)
  const secret = text?.trim() ?? ''
  redaction.hide(secret)
  if (secret !== '') return secret
  if (file !== undefined) throw new ConfigError(`${option}: ${file} is empty`, { field: option })
  const field = variable ?? option
  const ways = variable === undefined ? `Name a file with ${option}` : `Set ${variable}, or name a file with ${option}`
  throw new ConfigError(`${field}: there is no ${what}. ${ways}.`, { field })
}
