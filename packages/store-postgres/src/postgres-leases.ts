import type { Clock, Lease, LeaseStore } from '@opencasb/core'
import { toStoredText } from '@opencasb/store-kit'
import type { Database } from './database.ts'

/** Milliseconds of the clock that was given, or else of the server, which all workers share. */
const now = 'coalesce($2::bigint, (extract(epoch from clock_timestamp()) * 1000)::bigint)'

const isHeldSql = `select from {lease} where key = $1 and expires_at > ${now}`
/**
 * The counter of fences is one row that all keys share. It is taken after the key's own row, for which a commit may
 * make us wait, and only where the lease is free.
 */
const acquireSql = `with held as materialized (select expires_at from {lease} where key = $1 for update),
  next as (update {lease_fence} set last = last + 1
    where id = 1 and not exists (select from held where expires_at > ${now}) returning last)
  insert into {lease}(key, fence, expires_at, owner) select $1, last, ${now} + $3::bigint, '' from next
  on conflict (key) do update set fence = excluded.fence, expires_at = excluded.expires_at
    where lease.expires_at <= ${now}
  returning fence`
const renewSql = `update {lease} set expires_at = ${now} + $3::bigint where key = $1 and fence = $4`
/** Nothing is left of it: the counter of fences is another row. */
const releaseSql = 'delete from {lease} where key = $1 and fence = $2'
const revokeSql = `with held as materialized (select key from {lease} where key = $1 for update),
  next as (update {lease_fence} set last = last + 1 where id = 1 and exists (select from held) returning last)
  update {lease} as lease set fence = next.last, expires_at = 0 from next where lease.key = $1`

/** Leases in the database. They end by its clock, whatever the clocks of the workers say. */
export function postgresLeases(database: Database, clock: Clock | undefined): LeaseStore {
  const time = (): number | null => clock?.now() ?? null

  const lease = (key: string, fence: number): Lease => {
    const name = toStoredText(key)
    let released = false
    return {
      key,
      fence,
      async renew(ttlMs) {
        return !released && (await database.run(renewSql, [name, time(), ttlMs, fence])) === 1
      },
      async release() {
        released = true
        await database.run(releaseSql, [name, fence])
      },
    }
  }

  return {
    async acquire(key, ttlMs) {
      const name = toStoredText(key)
      // Most who ask in vain need not queue behind those who write.
      const held = await database.rows(isHeldSql, [name, time()])
      if (held.length > 0) return undefined
      const [row] = await database.rows<{ fence: number }>(acquireSql, [name, time(), ttlMs])
      return row && lease(key, row.fence)
    },
    async revoke(key) {
      await database.run(revokeSql, [toStoredText(key)])
    },
  }
}
