import { open } from 'node:fs/promises'
import { ConfigError, ProviderError } from '@opencasb/core'

/** The keys in a file as they are written there, the newest first. @throws ConfigError naming the file and the remedy */
export async function readKeyFile(path: string): Promise<readonly [string, ...string[]]> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw wrong(path, 'there is no such file; make it with createKeyFile, or restore it')
    if (error.code === 'EACCES') throw wrong(path, 'this process may not read it; it must belong to the same user')
    throw new ProviderError(`${path}: the key file cannot be opened now (${error.code})`, { cause: error })
  })
  try {
    const { mode } = await file.stat()
    // Windows has no such modes; there, the permissions of the folder decide.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw wrong(path, `other users may open it (mode ${(mode & 0o777).toString(8)}); run: chmod 600 ${path}`)
    }
    const lines = (await file.readFile('utf8')).split('\n').map((line) => line.trim())
    const [newest, ...older] = lines.filter((line) => line !== '' && !line.startsWith('#'))
    if (newest === undefined) throw wrong(path, 'it holds no key; restore it from a backup')
    return [newest, ...older]
  } finally {
    await file.close()
  }
}

function wrong(path: string, what: string): ConfigError {
  return new ConfigError(`${path}: ${what}`, { field: path })
}
