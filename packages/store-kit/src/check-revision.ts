import { type CommitBatch, StateError } from '@opencasb/core'
import { fromStoredText } from './stored-text.ts'

/** What says whether a stored finding is still the one that somebody decided upon. */
export interface StoredRevision {
  readonly id: number
  readonly revision: number
  readonly seen_run: string
}

/**
 * Compares what a finding is based on with what is stored.
 * @throws StateError `conflict` where somebody else has changed it
 */
export function checkRevision(
  fingerprint: string,
  basedOn: NonNullable<CommitBatch['findings']>[number]['basedOn'],
  stored: StoredRevision | undefined,
): void {
  if (!basedOn) return
  const { revision, seenRun } = basedOn
  const isSeenSince = stored && seenRun !== undefined && fromStoredText(stored.seen_run) !== seenRun
  if ((stored?.revision ?? 0) === revision && !isSeenSince) return
  throw new StateError(`The finding ${fingerprint} was changed meanwhile; nothing was written.`, { reason: 'conflict' })
}
