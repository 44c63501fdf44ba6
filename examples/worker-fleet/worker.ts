// One worker: DATABASE_URL=… OPENCASB_KEY=… npx node --conditions=@opencasb/source examples/worker-fleet/worker.ts
import { createPgBossRunner } from '@opencasb/runner-pg-boss'
import { fleetScanner } from './fleet-scanner.ts'

const { DATABASE_URL = '', OPENCASB_KEY = '' } = process.env
const scanner = await fleetScanner({ DATABASE_URL, OPENCASB_KEY })
const log = { debug: () => undefined, warn: (message: string, data?: object) => console.error(message, data ?? '') }
const runner = createPgBossRunner({ scanner, connectionString: DATABASE_URL, concurrency: 1, pollMs: 1_000, log })

scanner.on('scan-start', ({ integration, resumed }) => {
  console.log(resumed ? `goes on with ${integration} where another worker stopped` : `scans ${integration}`)
})
scanner.on('scan-progress', ({ integration, resource, items, done }) => {
  if (done && items >= 20) console.log(`has read ${integration}: ${items} × ${resource}`)
})
scanner.on('scan-end', ({ integration, status, changes }) => {
  console.log(`ends ${integration.id}: ${status}, ${changes.opened} findings`)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await runner.stop({ drainMs: 20_000 })
    await scanner.close()
    console.log('has stopped')
  })
}
await runner.start()
console.log('is at work')
