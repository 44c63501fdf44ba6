import type { IntegrationStore } from '../contract/state.ts'
import type { Integration } from '../model/integration.ts'
import { nextOpening } from './windows.ts'

/**
 * Whether no window of an integration is open. It then waits for the next, out of the way of those that can be scanned:
 * it was late, or became due outside of them.
 */
export async function missedWindow(
  integrations: Pick<IntegrationStore, 'update'>,
  { id, nextScanAt: dueAt, schedule }: Integration,
  now: number,
): Promise<boolean> {
  const { start } = nextOpening(schedule?.windows ?? [], now)
  if (start <= now) return false
  await integrations.update(id, (current) =>
    current.nextScanAt === dueAt ? { ...current, nextScanAt: new Date(start).toISOString() } : current,
  )
  return true
}

/** Whether its windows let it be scanned now. */
export function isOpen({ schedule }: Pick<Integration, 'schedule'>, now: number): boolean {
  return nextOpening(schedule?.windows ?? [], now).start <= now
}
