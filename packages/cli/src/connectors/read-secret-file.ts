import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ConfigError } from '@opencasb/core'

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'the file is not readable for this user',
  EPERM: 'the file is not readable for this user',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is not a directory',
}

/** Larger files are no token and no key. */
const largest = 64 * 1024

/**
 * Reads a small file with a secret in it.
 * @throws ConfigError naming the option and the file, never the content
 */
export async function readSecretFile(option: string, path: string, cwd: string): Promise<string> {
  const file = resolve(cwd, path)
  try {
    const { size } = await stat(file)
    if (size > largest)
      throw new ConfigError(`${option}: ${path} is too large to be one (${size} bytes)`, { field: option })
    return await readFile(file, 'utf8')
  } catch (error) {
    if (ConfigError.is(error)) throw error
    const cause = causes[(error as NodeJS.ErrnoException).code ?? ''] ?? 'it cannot be read'
    throw new ConfigError(`${option}: cannot read ${path}: ${cause}`, { field: option, cause: error })
  }
}
