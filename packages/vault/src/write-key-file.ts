import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ConfigError } from '@opencasb/core'
import type { KeyFileOptions } from './key-file.ts'
import { readRingKey } from './key-ring.ts'
import { readKeyFile } from './read-key-file.ts'
import { keyBytes } from './seal-bytes.ts'

const heading = '# OpenCASB keys, the newest first. Without this file the stored credentials cannot be opened.'

/**
 * Makes a key file with one random key, readable by its owner only. Keep a copy of it apart from the database's backups.
 * @throws ConfigError where the file is there already
 */
export async function createKeyFile({ path }: KeyFileOptions): Promise<{ readonly keyId: string }> {
  const key = randomKey()
  await writeNew(path, [key], 'there is such a file already, and it is not overwritten: its keys would be lost')
  await settle(path)
  return { keyId: readRingKey(key, path).id }
}

/**
 * Adds a random key to a key file: it wraps from now on, and `vault.rotate()` brings the older records under it.
 * @throws ConfigError where the file is missing, or somebody else is changing it
 */
export async function addFileKey({ path }: KeyFileOptions): Promise<{ readonly keyId: string }> {
  const next = `${path}.new`
  const key = randomKey()
  // The new file is the lock as well: of two additions at once, the key of the first would be lost.
  await writeNew(next, [key], 'a key is being added; where this is not so, delete that file', async () =>
    readKeyFile(path),
  )
  await rename(next, path)
  await settle(path)
  return { keyId: readRingKey(key, path).id }
}

function randomKey(): string {
  return randomBytes(keyBytes).toString('base64')
}

/** Brings the name of the file to the disk: a power cut must not take a key away that wraps already. */
async function settle(path: string): Promise<void> {
  // Windows cannot open folders.
  if (process.platform === 'win32') return
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function writeNew(
  path: string,
  newest: readonly string[],
  ifThere: string,
  older: () => Promise<readonly string[]> = async () => [],
): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'EEXIST' ? ifThere : `it cannot be written (${error.code})`
    throw new ConfigError(`${path}: ${reason}`, { field: path, cause: error })
  })
  try {
    await file.writeFile(`${[heading, ...newest, ...(await older())].join('\n')}\n`)
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
}
