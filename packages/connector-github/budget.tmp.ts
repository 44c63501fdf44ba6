import { github } from '@opencasb/connector-github'
import { createGithubSimulator } from '@opencasb/connector-github/simulator'
import { createScanner, permissionsFor } from '@opencasb/core'
const only = process.argv[2]?.split(',')
const sim = await createGithubSimulator({ organizations: [{ login: 'acme', posture: 'mixed', repositories: 10_000, members: 1_000, outsideCollaborators: 60, teams: 40, rulesets: 4 }], limits: 'off' })
const connector = github()
const scanner = createScanner({ connectors: [connector] })
const i = sim.integration({ authKind: 'pat-classic', permissions: permissionsFor(connector, 'pat-classic').map((p) => p.permission) })
const added = await scanner.integrations.add({ connector: 'github', config: i.config, credentials: i.credentials })
for (const round of ['first', 'second', 'third']) {
  sim.clearRequests()
  const t = performance.now(); const cpu = process.cpuUsage()
  const report = await scanner.scan(added.id, { mode: 'full', ...(only && { only }) })
  const used = process.cpuUsage(cpu)
  console.log(round, report.status, Math.round(performance.now() - t), 'ms', Math.round((used.user + used.system) / 1000), 'ms cpu (simulator included)', JSON.stringify(sim.usage()), report.requests.map(r=>[r.bucket,r.requests,r.notModified]))
  console.log([...new Set(report.gaps.map(g => `${g.reason} ${g.facet ?? g.resource}`))].join('; '))
  if (round === 'second') sim.mutate(7, 100)
}
const by = new Map<string, number>()
for (const r of sim.requests) { const k = `${r.route} ${r.status}`; by.set(k, (by.get(k) ?? 0) + 1) }
console.log([...by].sort())
await scanner.close(); await sim.close()
