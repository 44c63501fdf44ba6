import { createMemoryState, createScanner, permissionsFor } from '@opencasb/core'
import { createFakeResolver } from '@opencasb/connector-kit/mail'
import { m365 } from './src/index.ts'
import { m365Simulator, m365SimulatorZone } from './src/simulator.ts'
const connector = m365({ resolver: createFakeResolver(m365SimulatorZone) })
console.log('checks', connector.checks.length)
const authKind = process.argv[3] ?? 'client-secret'
const permissions = permissionsFor(connector, authKind).map((p) => p.permission)
console.log(permissions)
const sim = await m365Simulator.start({ world: (process.argv[2] ?? 'small') as 'small', seed: Number(process.argv[4] ?? 1) })
const { config, credentials } = sim.integration({ authKind, permissions })
const scanner = createScanner({ connectors: [connector], state: createMemoryState() })
await scanner.integrations.add({ id: 'x', connector: 'm365', config, credentials })
console.time('scan')
const report = await scanner.scan('x', { mode: 'full' })
console.timeEnd('scan')
console.log(report.status, report.error, report.gaps.slice(0, 10), report.changes)
for (const c of report.checks) if (process.argv[5] || c.assets.failed === 0 || c.assets.passed === 0) console.log(c.check, JSON.stringify(c.assets))
console.log(sim.requests.length, sim.usage(), process.memoryUsage().rss / 1e6)
await scanner.close(); await sim.close()
