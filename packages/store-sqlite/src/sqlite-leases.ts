import type { Clock, Lease, LeaseStore } from '@opencasb/core'
import type { Database } from './database.ts'
import { toStoredText } from './stored-text.ts'

/** Leases in the database: they tell processes apart. They end by the wall clock, the only one that processes share. */
export function sqliteLeases(database: Database, clock: Clock): LeaseStore {
  return {
    async acquire(key, ttlMs) {
      const row = await database.write(() =>
        database.get<{ fence: number }>(
          `insert into lease(key, fence, expires_at) values(?1, 1, ?2)
             on conflict(key) do update set fence = fence + 1, expires_at = ?2 where expires_at <= ?3 returning fence`,
          toStoredText(key),
          clock.now() + ttlMs,
          clock.now(),
        ),
      )
      return row && lease(database, clock, key, row.fence)
    },
  }
}

function lease(database: Database, clock: Clock, key: string, fence: number): Lease {
  let released = false
  const setExpiry = (expiresAt: number): Promise<number> =>
    database.write(() =>
      database.run('update lease set expires_at = ? where key = ? and fence = ?', expiresAt, toStoredText(key), fence),
    )
  return {
    key,
    fence,
    async renew(ttlMs) {
      return !released && (await setExpiry(clock.now() + ttlMs)) === 1
    },
    async release() {
      released = true
      await setExpiry(0)
    },
  }
}
