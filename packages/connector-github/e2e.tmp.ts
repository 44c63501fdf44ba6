import { github } from '@opencasb/connector-github'
import { createGithubSimulator, smallWorld } from '@opencasb/connector-github/simulator'
import { createScanner, permissionsFor } from '@opencasb/core'
const kind = process.argv[2] ?? 'pat-classic'
const sim = await createGithubSimulator({ organizations: smallWorld, limits: 'off' })
const connector = github()
const scanner = createScanner({ connectors: [connector] })
const permissions = permissionsFor(connector, kind).map((p) => p.permission)
const i = sim.integration({ authKind: kind, permissions })
const added = await scanner.integrations.add({ connector: 'github', config: i.config, credentials: i.credentials })
sim.clearRequests()
const t = performance.now()
const report = await scanner.scan(added.id)
console.log(report.status, report.error, Math.round(performance.now() - t), 'ms')
console.log(report.gaps.map((g) => [g.reason, g.message, g.resource, g.facet, g.count, g.checks.length, g.missing]))
const by = new Map<string, number>()
for (const r of sim.requests) { const k = `${r.method} ${r.route} ${r.status}`; by.set(k, (by.get(k) ?? 0) + 1) }
console.log([...by].sort())
for (const c of report.checks) console.log(c.check.padEnd(55), c.status, JSON.stringify(c.assets), c.unknown.map(u=>u.reason).join())
console.log(sim.usage())
await scanner.close(); await sim.close()
