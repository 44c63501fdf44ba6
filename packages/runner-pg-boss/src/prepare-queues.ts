import type { PgBoss } from 'pg-boss'
import type { RunnerSettings } from './read-options.ts'

const day = 24 * 60 * 60

/** Makes the queues, or brings those of an earlier version of the fleet up to these settings. Several workers may do so at once. */
export async function prepareQueues(boss: PgBoss, settings: RunnerSettings): Promise<void> {
  const { queues, heartbeatSeconds, longestScanMs, attempts } = settings
  const dead = { retentionSeconds: 14 * day, deleteAfterSeconds: day }
  await boss.createQueue(queues.dead, dead)
  await boss.updateQueue(queues.dead, dead)
  const scans = {
    deadLetter: queues.dead,
    heartbeatSeconds,
    expireInSeconds: Math.ceil(longestScanMs / 1000),
    retryLimit: attempts - 1,
    // What fails is a worker: the next one need not wait.
    retryDelay: 0,
    retryBackoff: false,
    // Jobs name integrations: they go soon after they are done, and the table stays small.
    deleteAfterSeconds: 60 * 60,
    notify: true,
  }
  await boss.createQueue(queues.scans, { ...scans, policy: 'exclusive' })
  await boss.updateQueue(queues.scans, scans)
  const outbox = { heartbeatSeconds, expireInSeconds: 60 * 60, retryLimit: 0, deleteAfterSeconds: 60, notify: true }
  await boss.createQueue(queues.outbox, { ...outbox, policy: 'exclusive' })
  await boss.updateQueue(queues.outbox, outbox)
}
