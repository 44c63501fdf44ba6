import type { Lease, StateStore } from '../contract/state.ts'
import type { Integration } from '../model/integration.ts'

/** The right to scan an integration now. Whoever has it lets go of the lease. */
export interface ScanClaim {
  /** As it is now. */
  readonly integration: Integration
  readonly lease: Lease
}

/**
 * Takes the lease of a scan that is due, without waiting; `undefined` where another one scans it, has scanned it since it
 * was found due, or it was paused or removed.
 */
export async function claimScan(
  { integrations, leases }: Pick<StateStore, 'integrations' | 'leases'>,
  due: Integration,
  leaseMs: number,
): Promise<ScanClaim | undefined> {
  const stillDue = async (): Promise<Integration | undefined> => {
    const current = await integrations.get(due.id)
    return current?.nextScanAt === due.nextScanAt && current?.pausedAt === undefined ? current : undefined
  }
  // Asked before too: where several schedulers work on one list, most of it was done by others.
  if (!(await stillDue())) return undefined
  const lease = await leases.acquire(`scan:${due.id}`, leaseMs)
  if (!lease) return undefined
  try {
    const integration = await stillDue()
    if (integration) return { integration, lease }
  } catch (error) {
    await lease.release().catch(() => undefined)
    throw error
  }
  await lease.release()
  return undefined
}
