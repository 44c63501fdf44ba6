import type { FindingChange, FindingSink } from '@opencasb/core'
import { fileFailure } from '../output/file-failure.ts'
import { type AppendFile, openAppendFile } from './append-file.ts'

/** What {@link appendSink} takes. */
export interface AppendSinkOptions {
  readonly name: string
  readonly path: string
  readonly fsync?: 'batch' | 'run' | 'never'
  readonly remember?: number
  /** The line of a change, without its end. */
  textOf(change: FindingChange): string
  /** Finds the change's id, as JSON, at the beginning of such a line. */
  readonly idPattern: RegExp
}

/** A sink that appends one line per change to a file, and no change twice that it remembers. */
export function appendSink(options: AppendSinkOptions): FindingSink {
  const { name, path, fsync = 'batch', remember = 20_000, textOf, idPattern } = options
  let file: AppendFile | undefined
  let last: Promise<unknown> = Promise.resolve()

  /** Several scans may write at once: one after the other. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
  const orFailure = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      throw fileFailure(name, path, error)
    }
  }
  const current = async (): Promise<AppendFile> => {
    if (file !== undefined && !(await file.inPlace())) {
      const moved = file
      file = undefined
      await moved.close()
    }
    file ??= await openAppendFile(path, remember, idPattern)
    return file
  }

  return {
    name,
    write: (changes, { signal }) =>
      inTurn(async () => {
        signal.throwIfAborted()
        if (changes.length === 0) return
        await orFailure(async () => {
          const { ids, append, sync } = await current()
          const fresh = new Map<string, string>()
          for (const change of changes) {
            if (!ids.has(change.id) && !fresh.has(change.id)) fresh.set(change.id, `${textOf(change)}\n`)
          }
          if (fresh.size === 0) return
          await append([...fresh.values()].join(''))
          for (const id of fresh.keys()) ids.add(id)
          if (fsync === 'batch') await sync()
        })
      }),
    runEnded: () =>
      inTurn(() =>
        orFailure(async () => {
          if (fsync === 'run') await file?.sync()
        }),
      ),
    close: () =>
      inTurn(() =>
        orFailure(async () => {
          const open = file
          file = undefined
          await open?.close()
        }),
      ),
  }
}
