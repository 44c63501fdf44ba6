import type { RunRecord, StateStore } from '../contract/state.ts'
import { StateError } from '../errors/state-error.ts'

/** Why a scan may write no more. */
export type LossReason = 'removed' | 'paused' | 'cancelled' | 'taken-over'

/**
 * Finds out why the lease of a scan is gone.
 * @param known the run as this scan last read or wrote it
 */
export async function whyLost(
  state: StateStore,
  integration: string,
  lease: string,
  known: RunRecord | undefined,
): Promise<LossReason> {
  const current = await state.integrations.get(integration)
  if (!current) return 'removed'
  if (current.pausedAt !== undefined) return 'paused'
  const last = await state.checkpoints.lastRun(integration)
  if (last?.runId !== known?.runId || last?.status !== known?.status) return 'taken-over'
  // Nobody has written since: either somebody has only begun, or nobody holds it, because it was taken away.
  const free = await state.leases.acquire(lease, 1)
  await free?.release()
  return free ? 'cancelled' : 'taken-over'
}

/** What to tell where the end of the scan was not the host's wish. */
export function lossError(reason: LossReason): StateError {
  const message =
    reason === 'removed'
      ? 'The integration was removed while it was scanned; nothing more was written'
      : 'Another process has taken over this scan; nothing more was written here'
  return new StateError(message, { reason: 'lease-lost' })
}
