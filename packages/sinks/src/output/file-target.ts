import { randomUUID } from 'node:crypto'
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileFailure } from './file-failure.ts'
import { ownerOnly } from './owner-only.ts'
import type { Target } from './target.ts'

/** The file behind a path, through symbolic links: what would be replaced. */
async function existing(path: string): Promise<{ path: string; mode: number; regular: boolean } | undefined> {
  try {
    const real = await realpath(path)
    const found = await stat(real)
    return { path: real, mode: found.mode & 0o7777, regular: found.isFile() }
  } catch {
    return undefined
  }
}

/** A file that appears in its place only when it is whole. */
export async function openFileTarget(sink: string, path: string): Promise<Target> {
  const failure = (error: unknown) => fileFailure(sink, path, error)
  const before = await existing(path)
  const place = before?.path ?? path
  const inPlace = before !== undefined && !before.regular
  const written = inPlace ? place : join(dirname(place), `.${basename(place)}.${randomUUID().slice(0, 8)}.partial`)

  let handle: FileHandle
  try {
    handle = await open(written, inPlace ? 'w' : 'wx', ownerOnly)
  } catch (error) {
    throw failure(error)
  }
  return {
    async write(text) {
      try {
        await handle.writeFile(text)
      } catch (error) {
        throw failure(error)
      }
    },
    async finish() {
      try {
        if (!inPlace) {
          if (before !== undefined) await handle.chmod(before.mode)
          await handle.sync()
        }
        await handle.close()
        if (!inPlace) await rename(written, place)
      } catch (error) {
        throw failure(error)
      }
    },
    async discard() {
      await handle.close().catch(() => undefined)
      if (!inPlace) await rm(written, { force: true }).catch(() => undefined)
    },
  }
}
