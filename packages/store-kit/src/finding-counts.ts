import type { FindingGroup, SweepCount } from '@opencasb/core'

/** The column that stands for a group. */
export const groupColumns: Readonly<Record<FindingGroup, 'severity' | 'state' | 'words_id' | 'integration_id'>> = {
  severity: 'severity',
  state: 'state',
  check: 'words_id',
  connector: 'words_id',
  category: 'words_id',
  integration: 'integration_id',
}

/** How many findings have a value in a column of {@link groupColumns}. */
export interface GroupCountRow {
  readonly value: string | number
  readonly n: number
}

/** Counts by the names of the values; several words may be of one check. */
export function groupCounts(
  rows: readonly GroupCountRow[],
  nameOf: (value: string | number) => string,
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const { value, n } of rows) {
    const name = nameOf(value)
    counts.set(name, (counts.get(name) ?? 0) + n)
  }
  return Object.fromEntries(counts)
}

/** How many findings with the same words are open, and how many of these a run has not seen. */
export interface SweepCountRow {
  readonly words_id: number
  readonly open: number
  readonly unseen: number
}

/** The same by check. */
export function sweepCounts(rows: readonly SweepCountRow[], checkOf: (wordsId: number) => string): SweepCount[] {
  const counts = new Map<string, SweepCount>()
  for (const row of rows) {
    const check = checkOf(row.words_id)
    const { open, unseen } = counts.get(check) ?? { open: 0, unseen: 0 }
    counts.set(check, { check, open: open + row.open, unseen: unseen + row.unseen })
  }
  return [...counts.values()]
}
