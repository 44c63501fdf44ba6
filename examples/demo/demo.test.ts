import { execFile } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('demo.ts', import.meta.url))
const run = promisify(execFile)
/** Two runs of four scans, each with a process of its own: half a minute on a quiet machine, more on a busy one. */
const patienceMs = 300_000

const vendors = ['GitHub', 'Google Workspace', 'Microsoft 365', 'Salesforce']

/** The numbers of one row of the table in which the vendors stand side by side. */
function rowOf(text: string, label: string): readonly number[] {
  const table = text.slice(text.indexOf('Side by side'), text.indexOf('Apps with access'))
  const row = table.split('\n').find((line) => line.trim().startsWith(`${label} `)) ?? ''
  return [...row.matchAll(/\d[\d,]*/g)].map(([figures]) => Number(figures.replaceAll(',', '')))
}

/** The lines behind a heading, to the next empty one. */
function linesBelow(text: string, heading: string): readonly string[] {
  const lines = text.slice(text.indexOf(heading)).split('\n').slice(1)
  return lines.slice(0, lines.indexOf(''))
}

it(
  'scans four simulated vendors, and shows at the second run what has changed',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'opencasb-demo-'))
    const env = { ...process.env, FORCE_COLOR: '0' }
    const demo = () => run(process.execPath, ['--conditions=@opencasb/source', program, folder], { env })

    const first = await demo()
    expect(first.stdout).toMatch(/^acme {2}incomplete {2}GitHub · [\d,]+ items · \d+ checks/m)
    expect(first.stdout).toMatch(/^acme\.example {2}complete {2}Google Workspace · [\d,]+ items · \d+ checks/m)
    expect(first.stdout).toMatch(/^Acme {2}complete {2}Microsoft 365 · [\d,]+ items · \d+ checks/m)
    expect(first.stdout).toMatch(/^Acme {2}complete {2}Salesforce · [\d,]+ items · \d+ checks/m)
    expect(first.stdout).toMatch(/high +\d+ {2}act this week/)
    expect(first.stdout).toContain('secret_scanning_alerts:read')
    expect(first.stdout).not.toContain('Since')
    expect(first.stdout).not.toContain('\u001b')
    expect(first.stderr).toContain('repository in acme: 320 items')

    const [heading] = linesBelow(first.stdout, 'Side by side')
    expect(heading?.trim().split(/ {2,}/)).toEqual(vendors)
    for (const label of ['assets read', 'checks judged', 'high', 'new', 'requests']) {
      expect([label, rowOf(first.stdout, label).filter((figure) => figure > 0).length]).toEqual([label, vendors.length])
    }
    expect(rowOf(first.stdout, 'open in all')).toEqual(rowOf(first.stdout, 'new'))
    expect(rowOf(first.stdout, 'resolved')).toEqual([0, 0, 0, 0])

    expect(first.stdout).toMatch(
      /^Apps with access {2}GitHub \d+ · Google Workspace \d+ · Microsoft 365 \d+ · Salesforce \d+$/m,
    )
    const apps = linesBelow(first.stdout, 'Apps with access').join('\n')
    for (const vendor of vendors) expect(apps).toMatch(new RegExp(`^ {2}${vendor} +(critical|high)`, 'm'))

    const second = await demo()
    expect(second.stdout.match(/^Since .* {2}\d+ new · \d+ resolved · [\d,]+ still open/gm)).toHaveLength(
      vendors.length,
    )
    for (const label of ['new', 'resolved']) {
      expect([label, rowOf(second.stdout, label).filter((figure) => figure > 0).length]).toEqual([
        label,
        vendors.length,
      ])
    }
    const before = rowOf(first.stdout, 'open in all')
    const [opened, resolved] = [rowOf(second.stdout, 'new'), rowOf(second.stdout, 'resolved')]
    expect(rowOf(second.stdout, 'open in all')).toEqual(
      before.map((open, vendor) => open + (opened[vendor] ?? 0) - (resolved[vendor] ?? 0)),
    )

    const findings = (await readFile(join(folder, 'findings.jsonl'), 'utf8')).trimEnd().split('\n')
    const found = new Set(findings.map((line) => (JSON.parse(line) as { integration: string }).integration))
    expect([...found].sort()).toEqual(['github', 'google', 'm365', 'salesforce'])
    const report = await readFile(join(folder, 'report.html'), 'utf8')
    expect(report).toContain('<!doctype html>')
    for (const vendor of vendors) expect(report).toContain(`acme at ${vendor}`)
  },
  patienceMs,
)
