import type { Integration } from '@opencasb/core'
import type { JobInsert } from 'pg-boss'

/** What a job of the queue of scans says. */
export interface ScanJob {
  readonly integration: string
  /** Scan also where nothing is due and no window is open: somebody asked for it. */
  readonly always: boolean
  /** How often in a row it was put off because the state failed. @default 0 */
  readonly putOff?: number
  /** It waits in the queue for its time to come. @default false */
  readonly waits?: boolean
  /** When the integration was due when this job was put off: where it is due at another time now, the job waits no longer. */
  readonly dueAt?: string
  /** Scan also before the integration is due: the state failed, and the schedule has counted that against the integration. @default false */
  readonly early?: boolean
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
