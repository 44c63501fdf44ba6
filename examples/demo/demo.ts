// What `npm start` runs: scans simulated organisations at four vendors, the way a host application scans real ones.
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createScanner, OpenCasbError, type Scanner, type ScanReport } from '@opencasb/core'
import { writeHtml, writeJsonl } from '@opencasb/sinks'
import { createSqliteState } from '@opencasb/store-sqlite'
import { createChangeLog, processHost, readSummary, renderSummary, screenOf, watchScan } from 'opencasb'
import { readDemoMemory, writeDemoMemory } from './demo-memory.ts'
import { renderApps } from './render-apps.ts'
import { renderVendors } from './render-vendors.ts'
import { demoVendors, type SimulatedVendor, startVendor } from './simulated-vendors.ts'

const folder = process.argv[2] ?? fileURLToPath(new URL('../../.opencasb/demo', import.meta.url))
const files = {
  report: join(folder, 'report.html'),
  findings: join(folder, 'findings.jsonl'),
  database: join(folder, 'opencasb.db'),
}
const host = processHost(process)
const screen = screenOf(host.stdout, host.env)
/** Of each vendor. All of them are in the report. */
const mostChecks = 6
const print = (lines: readonly string[]): void => console.log(lines.join('\n'))

/** Scans one vendor and prints what comes of it. */
async function scanVendor(scanner: Scanner, vendor: SimulatedVendor): Promise<ScanReport> {
  const { connector, config, credentials } = vendor
  const { id, title } = connector
  const name = `acme at ${title}`
  if (await scanner.integrations.get(id)) await scanner.integrations.update(id, { name, config, credentials })
  else await scanner.integrations.register({ id, connector: id, name, config, credentials })

  const previous = await scanner.lastReport(id)
  const changes = createChangeLog()
  const stopListening = scanner.on('finding-change', (change) => changes.add(change))
  const stopWatching = watchScan(scanner, { host, integration: id, title: `Scanning the simulated ${title} of acme` })
  const report = await scanner.scan(id, { signal: host.signal })
  stopWatching()
  stopListening()

  const few = { checksInFull: 1, findingsInFull: 1 }
  const summary = await readSummary(scanner.findings, {
    // What it cost stands in the table below.
    report: { ...report, requests: [] },
    connector: title,
    previous,
    changes,
    places: [],
    ...few,
  })
  print(renderSummary({ ...summary, groups: summary.groups.slice(0, mostChecks) }, screen))
  return report
}

async function demo(vendors: readonly SimulatedVendor[]): Promise<readonly ScanReport[]> {
  const connectors = vendors.map(({ connector }) => connector)
  const scanner = createScanner({ connectors, state: createSqliteState({ path: files.database }) })
  const reports: ScanReport[] = []
  for (const vendor of vendors) {
    if (!host.signal.aborted) reports.push(await scanVendor(scanner, vendor))
  }
  await writeJsonl(scanner.findings.all(), files.findings)
  await writeHtml(reports, scanner.findings.all(), files.report)
  const scans = reports.map((report, index) => ({ title: connectors[index]?.title ?? '', report }))
  print(['', ...renderVendors(scans, screen)])
  print(['', ...(await renderApps(scanner, connectors, screen))])
  const places = Object.entries(files).map(([name, path]) => `  ${name.padEnd(10)}${relative(process.cwd(), path)}`)
  print(['', screen.paint.strong('Results'), ...places])
  await scanner.close()
  return reports
}

async function demoAndClose(vendors: readonly SimulatedVendor[]): Promise<readonly ScanReport[]> {
  try {
    return await demo(vendors)
  } finally {
    await Promise.all(vendors.map((vendor) => vendor.close()))
  }
}

try {
  const memory = await readDemoMemory(folder)
  const vendors = await Promise.all(demoVendors.map((vendor) => startVendor(vendor, memory)))
  const reports = await demoAndClose(vendors)
  const failed = reports.find(({ status }) => status === 'failed')
  if (failed?.error) console.error(failed.error.message)
  if (reports.every(({ status }) => status === 'complete' || status === 'incomplete')) {
    const ports = Object.fromEntries(vendors.map(({ connector, port }) => [connector.id, port]))
    await writeDemoMemory(folder, { ...memory, runs: memory.runs + 1, ports })
    console.log('\nRun it again to see what changes: the organizations move on meanwhile.')
  }
  process.exitCode = host.signal.aborted ? 130 : failed ? 1 : 0
} catch (error) {
  // Ctrl-C reaches the simulated vendors too, and ends them before the scan.
  if (!host.signal.aborted) console.error(OpenCasbError.is(error) ? error.message : error)
  process.exitCode = host.signal.aborted ? 130 : 1
}
