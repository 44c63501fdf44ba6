/** A row as the database gives it. */
export type StoredRow = Readonly<Record<string, string | number | bigint | null>>

/** What a line of history has besides the ids. */
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
