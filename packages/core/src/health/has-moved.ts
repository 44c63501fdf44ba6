import type { IntegrationHealth } from '../model/health.ts'

type Compared = Pick<IntegrationHealth, 'state' | 'missing' | 'unavailable'>

/** Whether hosts are told: it is in another state, or lacks something else in the same one. */
export function hasMoved(from: Compared, to: Compared): boolean {
  return from.state !== to.state || (to.state === 'degraded' && lacksOf(from) !== lacksOf(to))
}

/** What it lacks, as text that can be compared. */
export function lacksOf({ missing = [], unavailable = [] }: Compared): string {
  return JSON.stringify([missing, unavailable])
}
