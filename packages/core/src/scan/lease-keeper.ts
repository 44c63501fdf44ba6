import type { Clock } from '../clock/clock.ts'
import type { Lease, LeaseStore } from '../contract/state.ts'
import { StateError } from '../errors/state-error.ts'
import { endLease } from './end-lease.ts'

/** How often, within one lease's length, it is renewed. */
const renewalsPerLease = 3
/** How often a lease that somebody else holds is asked for. */
const pollMs = 250

/** A lease that renews itself until it is released. */
export interface KeptLease {
  readonly fence: { readonly key: string; readonly fence: number }
  release(): Promise<void>
  /** Has whatever is still written under it refused, unless somebody else has it by now. */
  giveUp(): Promise<void>
}

/**
 * Takes a lease. After a crash the dead owner's lease runs out within its length at the latest, so
 * it is waited for that long.
 * @throws StateError `busy` where somebody else goes on holding it
 */
export async function keepLease(options: {
  readonly leases: LeaseStore
  readonly key: string
  readonly ttlMs: number
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Called where the lease was taken away: nothing may be written any more. */
  lost(error: StateError): void
  /** What to say where somebody else holds it. @default that the integration is being scanned already */
  readonly busy?: string
  /** Taken already. */
  readonly taken?: Lease | undefined
}): Promise<KeptLease> {
  const { leases, key, ttlMs, clock, signal, lost } = options
  const busy = options.busy ?? 'This integration is being scanned already; wait for that scan to end'
  const lease = options.taken ?? (await acquire(leases, key, ttlMs, clock, signal, busy))
  const timer = setInterval(() => {
    lease.renew(ttlMs).then(
      (held) => {
        if (!held) lost(new StateError('Another process has taken over this scan', { reason: 'lease-lost' }))
      },
      // One failed renewal is not the end: the commits tell whether the lease still holds.
      () => undefined,
    )
  }, ttlMs / renewalsPerLease)
  timer.unref()
  return {
    fence: { key, fence: lease.fence },
    async release() {
      clearInterval(timer)
      await lease.release()
    },
    async giveUp() {
      clearInterval(timer)
      await endLease(leases, lease)
    },
  }
}

async function acquire(
  leases: LeaseStore,
  key: string,
  ttlMs: number,
  clock: Clock,
  signal: AbortSignal,
  busy: string,
): Promise<Lease> {
  const deadline = clock.monotonic() + ttlMs + pollMs
  for (;;) {
    const lease = await leases.acquire(key, ttlMs)
    if (lease) return lease
    if (clock.monotonic() >= deadline) {
      throw new StateError(busy, { reason: 'busy' })
    }
    await clock.sleep(Math.min(pollMs, ttlMs / renewalsPerLease), signal)
  }
}
