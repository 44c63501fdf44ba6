// What `npm start` runs: scans a simulated GitHub organisation, the way a host application scans a real one.
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { github } from '@opencasb/connector-github'
import { createScanner, OpenCasbError, permissionsFor, type ScanReport } from '@opencasb/core'
import { writeHtml, writeJsonl } from '@opencasb/sinks'
import { createSqliteState } from '@opencasb/store-sqlite'
import { createChangeLog, processHost, readSummary, renderSummary, screenOf, watchScan } from 'opencasb'
import { type DemoMemory, readDemoMemory, writeDemoMemory } from './demo-memory.ts'
import { type SimulatedOrganization, startSimulatedOrganization } from './simulated-organization.ts'

const folder = process.argv[2] ?? fileURLToPath(new URL('../../.opencasb/demo', import.meta.url))
const files = {
  report: join(folder, 'report.html'),
  findings: join(folder, 'findings.jsonl'),
  database: join(folder, 'opencasb.db'),
}
const id = 'demo'
const connector = github()
const host = processHost(process)

async function demo(memory: DemoMemory, organization: SimulatedOrganization): Promise<ScanReport> {
  const scanner = createScanner({ connectors: [connector], state: createSqliteState({ path: files.database }) })

  const { config, credentials } = organization
  if (await scanner.integrations.get(id)) await scanner.integrations.update(id, { config, credentials })
  else await scanner.integrations.add({ id, connector: 'github', name: 'acme', config, credentials })

  const previous = await scanner.lastReport(id)
  const changes = createChangeLog()
  scanner.on('finding-change', (change) => changes.add(change))
  const stopWatching = watchScan(scanner, { host, integration: id, title: 'Scanning the simulated organization acme' })
  const report = await scanner.scan(id, { signal: host.signal })
  stopWatching()

  const findings = () => scanner.findings.all({ integration: [id] })
  await writeJsonl(findings(), files.findings)
  await writeHtml(report, findings(), files.report)
  const places = [
    { label: 'Report', place: relative(process.cwd(), files.report) },
    { label: 'JSON Lines', place: relative(process.cwd(), files.findings) },
    { label: 'Database', place: relative(process.cwd(), files.database) },
  ]
  const summary = await readSummary(scanner.findings, { report, connector: connector.title, previous, changes, places })
  console.log(renderSummary(summary, screenOf(host.stdout, host.env)).join('\n'))
  await scanner.close()

  if (report.status === 'complete' || report.status === 'incomplete') {
    await writeDemoMemory(folder, { ...memory, runs: memory.runs + 1, port: organization.port })
    console.log('\nRun it again to see what changes: the organization moves on meanwhile.')
  }
  return report
}

try {
  const memory = await readDemoMemory(folder)
  const permissions = permissionsFor(connector, 'github-app').map(({ permission }) => permission)
  const organization = await startSimulatedOrganization(memory, permissions)
  const { status, error } = await demo(memory, organization).finally(() => organization.close())
  if (error) console.error(error.message)
  process.exitCode = status === 'aborted' ? 130 : status === 'failed' ? 1 : 0
} catch (error) {
  // Ctrl-C reaches the simulated organization too, and ends it before the scan.
  if (!host.signal.aborted) console.error(OpenCasbError.is(error) ? error.message : error)
  process.exitCode = host.signal.aborted ? 130 : 1
}
