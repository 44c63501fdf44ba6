import type { CommitBatch } from '@opencasb/core'

/** Leaves every second finding out of a journal, chosen by its fingerprint. */
export function forgetHalf(journal: readonly CommitBatch[]): readonly CommitBatch[] {
  const keep = (fingerprint: string): boolean => Number.parseInt(fingerprint.at(-1) ?? '0', 16) % 2 === 0
  return journal.map((batch) => ({
    ...batch,
    ...(batch.findings && { findings: batch.findings.filter(({ record }) => keep(record.finding.fingerprint)) }),
    ...(batch.seen && { seen: { ...batch.seen, fingerprints: batch.seen.fingerprints.filter(keep) } }),
  }))
}
