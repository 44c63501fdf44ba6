import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const readme = new URL('README.md', import.meta.url)

it('can be tried as the README says, line by line', async () => {
  const [simulator = '', host = '', customer = ''] = [
    ...(await readFile(readme, 'utf8')).matchAll(/^```sh\n(.*?)^```$/gms),
  ].map(([, code]) => code)
  const port = String(await freePort())

  const exports = await heard(startShell(simulator), /^export GITHUB_TOKEN=/)
  const data = await mkdtemp(join(tmpdir(), 'opencasb-hono-'))
  await heard(startShell(exports + host, { PORT: port, DATA: data }), /^http:/)

  const said = await promisify(execFile)('bash', ['-ec', exports + customer.replaceAll('8787', port)], { cwd: root })
  const [connectors, scanned, findings, erased, ...rest] = said.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rest).toEqual([])
  expect(connectors).toMatchObject([{ id: 'github' }])
  expect(scanned).toMatchObject({ status: 'complete' })
  expect(findings.items[0]).toMatchObject({ severity: 'critical', state: 'open' })
  expect(erased.erased.findings).toBeGreaterThan(0)
}, 120_000)

/** A terminal that goes on running what it was given until the test has ended. */
function startShell(code: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  const shell = spawn('bash', ['-ec', code], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, which ends as a whole: what npx starts as well.
    detached: true,
  })
  onTestFinished(async () => {
    if (shell.exitCode !== null || shell.pid === undefined) return
    const ended = once(shell, 'exit')
    process.kill(-shell.pid, 'SIGTERM')
    await ended
  })
  return shell
}

/** What it says, up to the first line that matches. The rest is read as well, so that it never waits for a reader. */
async function heard({ stdout }: ChildProcess, last: RegExp): Promise<string> {
  if (!stdout) throw new Error('There is no output')
  const lines = createInterface({ input: stdout })
  const said: string[] = []
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line)
      if (last.test(line)) resolve(`${said.join('\n')}\n`)
    })
    lines.on('close', () => reject(new Error(`It ended without saying ${last}`)))
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || address === null) throw new Error('There is no port')
  return address.port
}
