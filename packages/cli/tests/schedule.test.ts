import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { verifyWebhook } from '@opencasb/sink-webhook'
import { createSqliteState } from '@opencasb/store-sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { defaultDatabase } from '../src/state/database-location.ts'
import { type ConnectedWorld, connectedWorld, sealed } from './connected-world.ts'
import { refusedToken } from './small-world.ts'

const add = `integrations add github --org acme --no-scan ${sealed}`
const scheduled = `schedule run ${sealed}`

/** Aborts as Ctrl-C does, when it is told to. */
function interruption(): { readonly signal: AbortSignal; stop(): void } {
  const abort = new AbortController()
  return { signal: abort.signal, stop: () => abort.abort(new DOMException('Stopped', 'AbortError')) }
}

/** One that does not open for hours. */
function closedWindow(): string {
  const at = (hours: number): string => `${String((new Date().getUTCHours() + hours) % 24).padStart(2, '0')}:00`
  return `${at(6)}-${at(7)} UTC`
}

/** A receiver of webhooks on this machine, with what it got. */
async function receiver(secret: string): Promise<{ readonly url: string; readonly types: string[] }> {
  const types: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const verdict = verifyWebhook({ headers: request.headers, body, secrets: secret })
    types.push(verdict.ok ? JSON.parse(body.toString()).type : 'forged')
    response.writeHead(204).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, types }
}

it('scans what is due, tells each thing in a line with its time, and ends at Ctrl-C', async () => {
  const { run, world } = await connectedWorld()
  await run(add)
  const { signal, stop } = interruption()
  let isScanned = false
  world.beforePage = () => {
    isScanned = true
  }
  const running = run(scheduled, { signal })
  await expect.poll(() => isScanned, { timeout: 10_000, interval: 5 }).toBe(true)
  stop()
  const { code, out, err } = await running
  expect([code, out]).toEqual([0, ''])
  expect(err).toMatch(/^Watching 1 integration: next is acme, due now\. Ctrl-C ends this gracefully\.\n/)
  expect(err).toMatch(/\n\S+Z {2}acme: full scan begins\n/)
  expect(err).toContain('Stopping: running scans have 30 s to end. Ctrl-C again stops at once.')
  expect(err).toMatch(/\n\S+Z {2}acme: complete in \S+ s, 2 opened, 0 resolved\n/)
  expect(err).toMatch(/\n\S+Z {2}acme: initializing → healthy\n/)
})

it('watches where nothing is connected yet, and ends at once where it was stopped before', async () => {
  const { run } = await connectedWorld()
  await run(add)
  await run(`integrations remove acme --yes ${sealed}`)
  const { signal, stop } = interruption()
  stop()
  const { code, err } = await run(scheduled, { signal })
  expect([code, err]).toEqual([0, expect.stringContaining('Watching: nothing is connected yet')])
})

it('scans what is due once and ends, for cron', async () => {
  const { run, world } = await connectedWorld()
  await run(add)
  await run(`integrations add github --org other --no-scan --allow-same-tenant ${sealed}`)
  const due = await run(`${scheduled} --once --concurrency 1`)
  expect(due.code).toBe(0)
  expect(due.err).toContain('acme: complete')
  expect(due.err).toContain('other: complete')
  const later = await run(`${scheduled} --once`)
  expect([later.code, later.err]).toEqual([0, expect.stringMatching(/^Nothing is due: next is \w+, /)])
  world.refuses = refusedToken()
  await run('integrations pause other')
  await run('integrations resume other')
  const failed = await run(`${scheduled} --once --per-connector 1`)
  expect(failed.err).toContain('other: failed')
  expect(failed.err).toContain('other: healthy → reconnect-required')
  expect(failed.code).toBe(4)
})

it('ends with 130 where it was stopped, and starts nothing more', async () => {
  const { run, world } = await connectedWorld()
  await run(add)
  await run(`integrations add github --org other --no-scan --allow-same-tenant ${sealed}`)
  const { signal, stop } = interruption()
  world.beforePage = stop
  const { code, err } = await run(`${scheduled} --once --concurrency 1`, { signal })
  expect(code).toBe(130)
  expect(err.match(/scan begins/g)).toHaveLength(1)
})

it('[F40] leaves what is being scanned to whoever scans it', async () => {
  const { run, world } = await connectedWorld()
  await run(add)
  let free = (): void => undefined
  const held = new Promise<void>((resolve) => {
    free = resolve
  })
  let isScanned = false
  world.beforePage = () => {
    isScanned = true
    return held
  }
  const first = run(`integrations scan acme --fail-on none ${sealed}`)
  await expect.poll(() => isScanned, { timeout: 10_000, interval: 5 }).toBe(true)
  const second = await run(`${scheduled} --once`)
  expect([second.code, second.err]).toEqual([0, 'acme is being scanned by another process: left to it.\n'])
  free()
  expect((await first).out).toContain('acme  complete')
})

it('goes on where one was removed, or is no longer due, while others were scanned', async () => {
  const { run, world } = await connectedWorld()
  await run(add)
  for (const org of ['gone', 'closed', 'last']) {
    await run(`integrations add github --org ${org} --no-scan --allow-same-tenant ${sealed}`)
  }
  let isFirst = true
  world.beforePage = async () => {
    if (!isFirst) return
    isFirst = false
    await run(`integrations remove gone --yes ${sealed}`)
    await run(`integrations update closed --window "${closedWindow()}"`)
  }
  const { code, err } = await run(`${scheduled} --once --concurrency 1`)
  expect(err).toContain('\ngone was removed meanwhile.\n')
  expect(err).toContain('\nclosed is no longer due: it waits for its next time.\n')
  expect(err).toContain('last: complete')
  expect(err.match(/scan begins/g)).toHaveLength(2)
  expect(code).toBe(0)
})

it('[F37] scans nothing outside of its windows, for cron', async () => {
  const { run, cwd } = await connectedWorld()
  await run(add)
  await run(`integrations update acme --window "${closedWindow()}"`)
  // Cron did not run in the window before.
  const state = createSqliteState({ path: join(cwd, defaultDatabase) })
  const [acme] = await state.integrations.list()
  await state.integrations.update(acme?.id ?? '', (current) => ({ ...current, nextScanAt: '2026-01-01T00:00:00.000Z' }))
  await state.close()
  const { code, err } = await run(`${scheduled} --once`)
  expect([code, err]).toEqual([0, expect.stringMatching(/^Nothing is due: next is acme, (?!due now)/)])
})

it('sends signed webhooks to a receiver beside it, which must be allowed', async () => {
  const { run } = await connectedWorld()
  await run(add)
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const { url, types } = await receiver(secret)
  const env = { OPENCASB_WEBHOOK_SECRET: secret }
  const line = `${scheduled} --once --webhook ${url}`
  const closed = await run(line, { env })
  expect([closed.code, closed.err]).toEqual([2, expect.stringContaining('(or take --webhook-allow-http)')])
  const local = await run(`${line} --webhook-allow-http`, { env })
  expect(local.err).toContain('--webhook: 127.0.0.1 is not a public address; name its range with --webhook-allow')
  const range = await run(`${line} --webhook-allow-http --webhook-allow 127.0.0.1/99`, { env })
  expect([range.code, range.err]).toEqual([2, expect.stringContaining('--webhook-allow')])
  expect(types).toEqual([])

  const { code, all } = await run(`${line} --webhook-allow-http --webhook-allow 127.0.0.0/8`, { env })
  expect(code).toBe(0)
  expect(all).not.toContain(secret)
  expect(types).not.toContain('forged')
  expect(new Set(types).size).toBeGreaterThan(1)
  expect(types.length).toBeGreaterThanOrEqual(3)
})

const wrong: readonly (readonly [string, string])[] = [
  ['--webhook https://hooks.example.com', 'OPENCASB_WEBHOOK_SECRET: there is no secret of the webhook. Set'],
  ['--webhook-secret-file a', '--webhook-secret-file: there is no webhook that it could be for'],
  ['--webhook-allow 10.0.0.0/8', '--webhook-allow: there is no webhook that it could be for'],
  ['--concurrency 0', '--concurrency: must be a whole number above 0'],
  ['--drain soon', '--drain: must be a whole number above 0'],
  ['--policy none.json', '--policy: cannot read none.json'],
]

it.each(wrong)('refuses %s and says why', async (options, text) => {
  const { run } = await connectedWorld()
  const { code, err } = await run(`${scheduled} ${options}`)
  expect([code, err]).toEqual([2, expect.stringContaining(text)])
})

it('never repeats a secret that is none, nor what else stands in an address', async () => {
  const { run } = await connectedWorld()
  const connected: ConnectedWorld['run'] = (line) => run(line, { env: { OPENCASB_WEBHOOK_SECRET: 'canary-secret' } })
  const secret = await connected(`${scheduled} --webhook https://hooks.example.com/`)
  expect(secret.err).toMatch(/OPENCASB_WEBHOOK_SECRET: a secret is "whsec_" followed by [^.]+\. Make one: echo/)
  const address = await connected(`${scheduled} --webhook https://user:canary@hooks.example.com/`)
  expect(address.code).toBe(2)
  for (const { all } of [secret, address]) expect(all).not.toContain('canary')
})

it('does not wait for what has no stored credentials', async () => {
  const { run } = await connectedWorld()
  await run('scan github --org stray')
  const alone = await run(`${scheduled} --once`)
  expect(alone.err).toContain('stray has no stored credentials and cannot be scanned here')
  expect(alone.err).toContain('Nothing is due: nothing is connected yet')
  // Due at once, like what is connected.
  for (const act of ['pause', 'resume']) await run(`integrations ${act} stray`)
  const again = await run(`${scheduled} --once`)
  expect([again.code, again.out]).toEqual([0, ''])
  expect(again.err).toContain('Nothing is due')
  const { signal, stop } = interruption()
  stop()
  await run(`${add} --allow-same-tenant`)
  const watching = await run(scheduled, { signal })
  expect(watching.err).toContain('Watching 1 integration: next is acme, due now.')
})
