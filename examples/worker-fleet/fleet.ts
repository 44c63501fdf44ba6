// Three workers and a database: npx node --conditions=@opencasb/source examples/worker-fleet/fleet.ts
import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { github } from '@opencasb/connector-github'
import { createGithubSimulator } from '@opencasb/connector-github/simulator'
import { permissionsFor, type ScanReport } from '@opencasb/core'
import { startPostgres } from '@opencasb/local-postgres'
import { fleetScanner } from './fleet-scanner.ts'
import { startWorker } from './start-worker.ts'

const logins = ['acme', 'globex', 'initech', 'umbrella', 'hooli', 'cyberdyne']
const patienceMs = 180_000

const database = await startPostgres()
const environment = {
  DATABASE_URL: await database.newDatabase(),
  OPENCASB_KEY: randomBytes(32).toString('base64'),
}
const simulator = await createGithubSimulator({
  organizations: logins.map((login) => ({ login, posture: 'lax', repositories: 150, members: 20 })),
  limits: 'off',
  latencyMs: 100,
})

// What the web server of a platform would do: add integrations, and leave the scanning to the workers.
const scanner = await fleetScanner(environment)
const permissions = permissionsFor(github(), 'pat-classic').map(({ permission }) => permission)
const { config, credentials } = simulator.integration({ authKind: 'pat-classic', permissions })
for (const login of logins) {
  await scanner.integrations.add(
    { id: login, connector: 'github', config: { ...config, organizations: [login] }, owner: login, credentials },
    { scan: false },
  )
}
console.log(`added ${logins.join(', ')}`)

const workers = ['worker-1', 'worker-2', 'worker-3'].map((name) => startWorker(name, environment))
try {
  const [first, victim, third] = workers
  if (!first || !victim || !third) throw new Error('There are three workers')
  await victim.says(/^has read /)
  await victim.end('SIGKILL')
  console.log('worker-2 is killed; it is missed in about ten seconds')

  const reports = await scanned(logins)
  for (const { integration, status, resumed, open } of reports) {
    const how = resumed ? ', begun by one worker and ended by another' : ''
    console.log(`${integration.id}: ${status}, ${open.critical + open.high} urgent findings${how}`)
  }
  await Promise.all([first.end('SIGTERM'), third.end('SIGTERM')])
  const wasTakenOver = reports.some(({ resumed }) => resumed)
  console.log(wasTakenOver ? 'nothing was lost' : 'no scan was taken over')
  process.exitCode = wasTakenOver ? 0 : 1
} finally {
  for (const { process } of workers) process.kill('SIGKILL')
  await scanner.close()
  await simulator.close()
  await database.stop()
}

/** The reports of all of them, once they are there. */
async function scanned(ids: readonly string[]): Promise<readonly ScanReport[]> {
  const end = Date.now() + patienceMs
  for (;;) {
    const found = await Promise.all(ids.map((id) => scanner.lastReport(id)))
    const reports = found.filter((report) => report?.status === 'complete' || report?.status === 'incomplete')
    if (reports.length === ids.length) return reports.filter((report) => report !== undefined)
    if (Date.now() > end) throw new Error('The workers did not come to an end')
    await delay(250)
  }
}
