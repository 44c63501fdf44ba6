import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigError } from '@opencasb/core'
import type { KeyProvider } from '@opencasb/vault'
import type { CommandContext } from '../program/command-context.ts'

/** The variable that holds the keys. */
const keyVariable = 'OPENCASB_KEY'

/** The option that names a file with keys. */
export interface KeyOptions {
  readonly vaultKeys?: string
}

/**
 * The keys that seal stored credentials, from a file or the environment. They are looked at now: a wrong file is told
 * before anything is asked of a vendor.
 * @throws ConfigError where there are none, or a file is no safe place for them
 */
export async function keyProvider({ host, console }: CommandContext, options: KeyOptions): Promise<KeyProvider> {
  // Loaded where it is needed: most commands seal nothing.
  const { environmentKey, keyFile } = await import('@opencasb/vault')
  const { vaultKeys: file } = options
  if (file !== undefined) {
    const path = resolve(host.cwd, file)
    if (!existsSync(path)) {
      throw wrong(
        `there is no ${file}. "opencasb keys create ${file}" makes one; what other keys have sealed cannot be read with it.`,
      )
    }
    const keys = keyFile({ path })
    await namingFile('--vault-keys', path, file, async () => keys.currentKeyId())
    return keys
  }
  const value = host.env[keyVariable]?.trim() ?? ''
  if (value === '') {
    throw wrong(
      `stored credentials are sealed, and there is no key. Make one with "opencasb keys create opencasb.keys" and name it with --vault-keys, or set ${keyVariable}.`,
    )
  }
  for (const key of value.split(',')) console.redaction.hide(key.trim())
  return environmentKey({ variable: keyVariable, value })
}

/** Runs something with a key file; what is wrong with it is told in the words of the user. */
export async function namingFile<T>(option: string, path: string, file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const folder = folderProblem(error)
    if (folder !== undefined) throw new ConfigError(`${option}: ${file}: ${folder}`, { field: option, cause: error })
    if (!ConfigError.is(error)) throw error
    const message = error.message.replaceAll(path, file)
    const text = message.startsWith(`${file}: `) ? message.slice(file.length + 2) : message
    throw new ConfigError(`${option}: ${file}: ${text}`, { field: option, cause: error })
  }
}

/** What is wrong with the folder that a file is to be made in, and what to do about it. */
function folderProblem(error: unknown): string | undefined {
  const { code } = ((error as Error | undefined)?.cause ?? error ?? {}) as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'its folder does not exist; make the folder first, or name another place'
  if (code === 'ENOTDIR') return 'a part of the path is no folder; name another place'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return 'its folder cannot be written to; allow that, or name another place'
  }
  return undefined
}

function wrong(text: string): ConfigError {
  return new ConfigError(`--vault-keys: ${text}`, { field: '--vault-keys' })
}
