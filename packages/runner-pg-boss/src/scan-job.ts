import type { Integration } from '@opencasb/core'
import type { JobInsert } from 'pg-boss'

/** What a job of the queue of scans says. */
export interface ScanJob {
  readonly integration: string
  /** Scan also where nothing is due: somebody wants it, or another worker handed it over. */
  readonly always: boolean
  /** How often in a row it was put off because the state failed. @default 0 */
  readonly putOff?: number
}

/** What a job for this integration has in the queue, whoever puts it there; the key makes it the only one. */
export function jobFor(
  integration: Pick<Integration, 'id' | 'owner'>,
  always: boolean,
): Required<Pick<JobInsert<ScanJob>, 'data' | 'singletonKey'>> & Pick<JobInsert<ScanJob>, 'group'> {
  return {
    data: { integration: integration.id, always },
    singletonKey: integration.id,
    ...(integration.owner && { group: { id: integration.owner } }),
  }
}
