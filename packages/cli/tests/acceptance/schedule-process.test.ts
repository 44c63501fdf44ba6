import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { github } from '@opencasb/connector-github'
import { type SimulatorProcess, startSimulatorProcess } from '@opencasb/connector-github/simulator'
import { permissionsFor } from '@opencasb/core'
import { expect, it, onTestFinished } from 'vitest'
import { runCli } from '../../src/run-cli.ts'
import { capturedHost, emptyFolder } from '../captured-host.ts'
import { laxOrganization } from './scanned-world.ts'

const bin = fileURLToPath(new URL('../../src/bin.ts', import.meta.url))
const sealed = ['--vault-keys', 'opencasb.keys']

/** A simulated organisation that is connected and due, in a folder with keys and database. */
async function dueFolder(latencyMs: number): Promise<{ readonly cwd: string; readonly simulator: SimulatorProcess }> {
  const simulator = await startSimulatorProcess({
    organizations: [{ ...laxOrganization, repositories: 40 }],
    limits: 'off',
    latencyMs,
  })
  onTestFinished(() => simulator.close())
  const permissions = permissionsFor(github(), 'pat-classic').map(({ permission }) => permission)
  const { credentials } = await simulator.control.integration({ authKind: 'pat-classic', permissions })
  const cwd = await emptyFolder()
  const env = { GITHUB_TOKEN: credentials['token'] }
  const what = ['--org', 'acme', '--base-url', simulator.url, '--no-scan']
  expect(await runCli(capturedHost(['keys', 'create', 'opencasb.keys'], { cwd, env }))).toBe(0)
  expect(await runCli(capturedHost(['integrations', 'add', 'github', ...what, ...sealed], { cwd, env }))).toBe(0)
  return { cwd, simulator }
}

interface Running {
  readonly child: ChildProcess
  readonly output: () => string
  readonly ended: Promise<number | null>
}

/** Starts the command as an operating system does, without any token in its environment. */
function start(cwd: string, ...argv: string[]): Running {
  const { GITHUB_TOKEN: _, ...env } = process.env
  const child = spawn(process.execPath, ['--conditions=@opencasb/source', bin, 'schedule', 'run', ...sealed, ...argv], {
    cwd,
    env: { ...env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
  }
  return { child, output: () => text, ended: once(child, 'close').then(([code]) => code) }
}

const patience = { timeout: 60_000, interval: 20 }

it('scans with nothing but the stored credentials, and ends at SIGTERM once the scan is over', {
  timeout: 120_000,
}, async () => {
  const { cwd } = await dueFolder(5)
  const { child, output, ended } = start(cwd)
  await expect.poll(output, patience).toContain('acme: full scan begins')
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(output()).toContain('Stopping: running scans have 30 s to end.')
  expect(output()).toMatch(/acme: complete in .*, \d+ opened, 0 resolved/)
})

it('stops a scan at its checkpoint where the time to end is over; the next run goes on with it', {
  timeout: 120_000,
}, async () => {
  const { cwd } = await dueFolder(150)
  const first = start(cwd, '--drain', '1')
  await expect.poll(first.output, patience).toContain('acme: full scan begins')
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect(first.output()).toContain('acme: aborted')
  const second = start(cwd, '--once')
  expect(await second.ended).toBe(0)
  expect(second.output()).toContain('acme: full scan goes on')
  expect(second.output()).toContain('acme: complete')
})

it('ends at once at the second signal, and loses nothing', { timeout: 120_000 }, async () => {
  const { cwd } = await dueFolder(150)
  const { child, output, ended } = start(cwd)
  await expect.poll(output, patience).toContain('acme: full scan begins')
  child.kill('SIGINT')
  await expect.poll(output, patience).toContain('Stopping')
  child.kill('SIGINT')
  expect(await ended).toBe(130)
  expect(output()).not.toContain('acme: complete')
  const next = start(cwd, '--once')
  expect(await next.ended).toBe(0)
  expect(next.output()).toContain('acme: complete')
})
