/** A row as the database gives it. */
export type StoredRow = Readonly<Record<string, string | number | bigint | null>>

/** The columns that are given, in the order of the table; the key is counted. */
export const findingColumns = [
  'integration_id',
  'resource_id',
  'partition_id',
  'words_id',
  'fingerprint',
  'item',
  'parent',
  'state',
  'severity',
  'first_seen',
  'last_seen',
  'unknown_since',
  'seen_run',
  'misses',
  'ignore_until',
  'asset_kind',
  'asset_id',
  'asset_name',
  'message',
  'doc',
] as const

export const historyColumns = ['revision', 'change_id', 'doc'] as const

/** What one batch has put into the database, ready to be put there again. */
export interface WrittenBatch {
  readonly findings: readonly StoredRow[]
  /** The line of history of each finding, in the same order. */
  readonly history: readonly StoredRow[]
}

/** Splits what was read back into the batches in which it was written. */
export function inBatches(
  findings: readonly StoredRow[],
  history: readonly StoredRow[],
  sizes: readonly number[],
): readonly WrittenBatch[] {
  let start = 0
  return sizes.map((size) => {
    const end = start + size
    const batch = { findings: findings.slice(start, end), history: history.slice(start, end) }
    start = end
    return batch
  })
}
