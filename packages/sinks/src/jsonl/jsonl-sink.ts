import type { FindingChange, FindingSink } from '@opencasb/core'
import { fileFailure } from '../output/file-failure.ts'
import { jsonText } from '../text/json-text.ts'
import { type AppendFile, openAppendFile } from './append-file.ts'

/** Options of {@link jsonlSink}. */
export interface JsonlSinkOptions {
  /** The file; created where it does not exist, continued where it does. Its folder has to exist. */
  readonly path: string
  /**
   * When the system is asked to bring the lines onto the disk:
   * - `batch`: before the scanner commits, so that not even a power cut loses a change
   * - `run`: at the end of each scan
   * - `never`: the system decides
   * @default 'batch'
   */
  readonly fsync?: 'batch' | 'run' | 'never'
  /** How many change ids, the newest ones, are remembered so that they are not written twice. @default 20_000 */
  readonly remember?: number
}

const sink = 'jsonl'

/** The id comes first: reading a long file back then need not parse every line. */
function lineOf({ id, ...change }: FindingChange): string {
  return `${jsonText({ id, ...change })}\n`
}

/**
 * Appends one line of JSON per change of a finding to a file.
 *
 * What is guaranteed: a change is in the file before the scanner commits it. After a crash the scanner sends the last
 * changes again; those among the newest `remember` of the file are not written twice, and a line that the crash cut is
 * removed. Changes further back may appear twice with the same `id`: readers that must not count twice go by that. One
 * process writes to a file; several scans of that process may. The file may be moved away at any time (log rotation).
 *
 * `write` rejects with a `SinkError` where the disk is full or the file cannot be written; nothing of that batch is then in
 * the file.
 */
export function jsonlSink(options: JsonlSinkOptions): FindingSink {
  const { path, fsync = 'batch', remember = 20_000 } = options
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
      throw fileFailure(sink, path, error)
    }
  }
  const current = async (): Promise<AppendFile> => {
    if (file !== undefined && !(await file.inPlace())) {
      const moved = file
      file = undefined
      await moved.close()
    }
    file ??= await openAppendFile(path, remember)
    return file
  }

  return {
    name: sink,
    write: (changes, { signal }) =>
      inTurn(async () => {
        signal.throwIfAborted()
        if (changes.length === 0) return
        await orFailure(async () => {
          const { ids, append, sync } = await current()
          const fresh = new Map<string, string>()
          for (const change of changes) {
            if (!ids.has(change.id) && !fresh.has(change.id)) fresh.set(change.id, lineOf(change))
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
