import { execFile } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('demo.ts', import.meta.url))
const run = promisify(execFile)
/** Two scans and four processes: seconds on a quiet machine, more on one that is busy with other tests. */
const patienceMs = 180_000

it(
  'scans the simulated organization, and shows at the second run what has changed',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'opencasb-demo-'))
    const env = { ...process.env, FORCE_COLOR: '0' }
    const demo = () => run(process.execPath, ['--conditions=@opencasb/source', program, folder], { env })

    const first = await demo()
    expect(first.stdout).toMatch(/^acme {2}incomplete {2}GitHub · [\d,]+ items · \d+ checks/m)
    expect(first.stdout).toMatch(/high +\d+ {2}act this week/)
    expect(first.stdout).toContain('secret_scanning_alerts:read')
    expect(first.stdout).not.toContain('Since')
    expect(first.stdout).not.toContain('\u001b')
    expect(first.stderr).toContain('repository in acme: 320 items')

    const second = await demo()
    expect(second.stdout).toMatch(/Since .* {2}\d+ new · \d+ resolved · [\d,]+ still open/)
    const [finding] = (await readFile(join(folder, 'findings.jsonl'), 'utf8')).split('\n')
    expect(JSON.parse(finding ?? '')).toMatchObject({ connector: 'github', integration: 'demo' })
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('<!doctype html>')
  },
  patienceMs,
)
