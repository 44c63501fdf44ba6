import type { Clock, Lease, LeaseStore } from '@opencasb/core'
import { toStoredText } from '@opencasb/store-kit'
import type { Database } from './database.ts'
import { isGone, type LeaseOwner, thisOwner } from './lease-owner.ts'
import { stateError } from './sqlite-error.ts'

/**
 * Leases in the database: they tell processes apart. They end by the wall clock, the only one that processes share, or
 * at once with the process that held them, where it is certain to be gone.
 */
export function sqliteLeases(database: Database, clock: Clock): LeaseStore {
  return {
    async acquire(key, ttlMs) {
      const row = await database.write(() => {
        const name = toStoredText(key)
        const last = database.get<{ expires_at: number; owner: string }>(
          'select expires_at, owner from lease where key = ?',
          name,
        )
        if (last && last.expires_at > clock.now() && !isGone(JSON.parse(last.owner) as LeaseOwner)) return undefined
        return database.get<{ fence: number }>(
          `insert into lease(key, fence, expires_at, owner) values(?, ?, ?, ?)
             on conflict(key) do update
               set fence = excluded.fence, expires_at = excluded.expires_at, owner = excluded.owner
             returning fence`,
          name,
          nextFence(database),
          clock.now() + ttlMs,
          JSON.stringify(thisOwner()),
        )
      })
      return row && lease(database, clock, key, row.fence)
    },
    async revoke(key) {
      await database.write(() => {
        const sql = 'update lease set fence = ?, expires_at = 0 where key = ?'
        database.run(sql, nextFence(database), toStoredText(key))
      })
    },
  }
}

/** One counter for all keys, so that a key which was erased does not begin anew. */
function nextFence(database: Database): number {
  const sql = 'update lease_fence set last = last + 1 where id = 1 returning last'
  const row = database.get<{ last: number }>(sql)
  if (row) return row.last
  throw stateError('corrupt', database.path, new Error('the counter of leases is missing'))
}

function lease(database: Database, clock: Clock, key: string, fence: number): Lease {
  let released = false
  const own = [toStoredText(key), fence]
  return {
    key,
    fence,
    async renew(ttlMs) {
      if (released) return false
      const sql = 'update lease set expires_at = ? where key = ? and fence = ?'
      return (await database.write(() => database.run(sql, clock.now() + ttlMs, ...own))) === 1
    },
    async release() {
      released = true
      // Nothing is left of it: the counter of fences is another row.
      await database.write(() => database.run('delete from lease where key = ? and fence = ?', ...own))
    },
  }
}
