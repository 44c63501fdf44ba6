import { startPostgres } from '@opencasb/local-postgres'
import { createPostgresState } from '@opencasb/store-postgres'
import pg from 'pg'
import { bundleScript } from './fixture/bundle-script.ts'
import { changedWorld } from './fixture/fleet-world.ts'
import { startToyVendor } from './fixture/toy-vendor.ts'
import { startWorkers, stopWorkers } from './fixture/start-workers.ts'
const server = await startPostgres({ durable: false })
const url = server.url
const vendor = await startToyVendor(() => [])
const state = await createPostgresState({ connectionString: url })
const script = await bundleScript('worker.ts')
const ids = ['a', 'b', 'c', 'd']
await changedWorld(state, vendor, ids)
vendor.delayMs = 200
const workers = await startWorkers(script.path, 2, { connectionString: url, state: url, pollMs: 200, concurrency: 2, againMs: 500, connections: 5 })
await Promise.all(ids.map((id) => vendor.pagesAsked(id, 2)))
const t0 = performance.now()
await server.restart('immediate')
console.log('restarted', performance.now() - t0)
for (let k = 0; k < 35; k++) {
  await new Promise((r) => setTimeout(r, 2000))
  const runs = await Promise.all(ids.map(async (id) => { try { return (await state.checkpoints.lastRun(id))?.status } catch (e) { return String(e).slice(0, 60) } }))
  const c = new pg.Client({ connectionString: url })
  let jobs: unknown[] = []
  try { await c.connect(); jobs = (await c.query("select singleton_key k, state::text s, retry_count r, (now()-heartbeat_on)::text hb, start_after>now() fut from pgboss.job where name like '%scan' and state::text in ('created','retry','active','failed')")).rows; await c.end() } catch (e) { jobs = [String(e)] }
  console.log(Math.round(performance.now() - t0), runs.join(), JSON.stringify(jobs))
  if (runs.every((r) => r === 'complete')) break
}
for (const w of workers) console.log(w.lines.slice(-40).join('\n'), '\n=====')
await stopWorkers(workers)
script.remove(); await state.close(); await vendor.close(); await server.stop()
