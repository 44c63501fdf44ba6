// What `npm start` runs: scans a simulated GitHub organisation, the way a host application scans a real one.
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { github } from '@opencasb/connector-github'
import { createScanner, permissionsFor } from '@opencasb/core'
import { writeHtml, writeJsonl } from '@opencasb/sinks'
import { createSqliteState } from '@opencasb/store-sqlite'
import { createChangeLog, processHost, readSummary, renderSummary, screenOf, watchScan } from 'opencasb'
import { readDemoMemory, writeDemoMemory } from './demo-memory.ts'
import { startSimulatedOrganization } from './simulated-organization.ts'

const folder = fileURLToPath(new URL('../../.opencasb/demo', import.meta.url))
const files = {
  database: join(folder, 'opencasb.db'),
  findings: join(folder, 'findings.jsonl'),
  report: join(folder, 'report.html'),
}
const id = 'demo'

const host = processHost(process)
const memory = await readDemoMemory(folder)
const connector = github()
const permissions = permissionsFor(connector, 'github-app').map(({ permission }) => permission)
const organization = await startSimulatedOrganization(memory, permissions)
const scanner = createScanner({ connectors: [connector], state: createSqliteState({ path: files.database }) })

const { config, credentials } = organization
if (await scanner.integrations.get(id)) await scanner.integrations.update(id, { config, credentials })
else await scanner.integrations.add({ id, connector: 'github', name: 'acme', config, credentials })

const previous = await scanner.lastReport(id)
const changes = createChangeLog()
scanner.on('finding-change', (change) => changes.add(change))
const stopWatching = watchScan(scanner, { host, integration: id, title: 'Scanning the simulated organisation acme' })
const report = await scanner.scan(id, { signal: host.signal })
stopWatching()

const findings = () => scanner.findings.all({ integration: [id] })
await writeJsonl(findings(), files.findings)
await writeHtml(report, findings(), files.report)
const summary = await readSummary(scanner.findings, {
  report,
  connector: connector.title,
  previous,
  changes,
  places: [
    { label: 'Report', place: relative(process.cwd(), files.report) },
    { label: 'JSON Lines', place: relative(process.cwd(), files.findings) },
    { label: 'Database', place: relative(process.cwd(), files.database) },
  ],
})
console.log(renderSummary(summary, screenOf(host.stdout, host.env)).join('\n'))
if (report.error) console.error(report.error.message)

const isOver = report.status === 'complete' || report.status === 'incomplete'
if (isOver) await writeDemoMemory(folder, { ...memory, runs: memory.runs + 1, port: organization.port })
if (isOver) console.log(`\nRun it again to see what changes: the organisation moves on meanwhile.`)
await scanner.close()
await organization.close()
process.exitCode = isOver ? 0 : 1
