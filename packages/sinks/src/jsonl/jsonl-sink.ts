import type { FindingSink } from '@opencasb/core'
import { jsonText } from '../text/json-text.ts'
import { appendSink } from './append-sink.ts'

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
  return appendSink({
    ...options,
    name: 'jsonl',
    // The id comes first: reading a long file back then need not parse every line.
    idPattern: /^\{"id":("(?:[^"\\]|\\.)*")/,
    textOf: ({ id, ...change }) => jsonText({ id, ...change }),
  })
}
