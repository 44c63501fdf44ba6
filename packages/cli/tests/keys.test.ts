import { randomBytes } from 'node:crypto'
import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { connectedWorld, sealed } from './connected-world.ts'
import { canaryToken } from './run-command.ts'

const add = `integrations add github --org acme --no-scan ${sealed}`

it('makes a file of keys that only its owner can read, and never overwrites one', async () => {
  const { run, cwd } = await connectedWorld()
  const { code, out } = await run('keys create other.keys')
  expect([code, out]).toEqual([0, expect.stringContaining('other.keys holds the new key local:')])
  const file = join(cwd, 'other.keys')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const before = await readFile(file, 'utf8')
  const again = await run('keys create other.keys')
  expect([again.code, again.err]).toEqual([2, expect.stringContaining('other.keys: there is such a file already')])
  expect(await readFile(file, 'utf8')).toBe(before)
})

it('says what to do where a file of keys cannot be made', async () => {
  const { run, cwd } = await connectedWorld()
  await writeFile(join(cwd, 'file'), '')
  for (const [path, text] of [
    ['none/a.keys', 'file: none/a.keys: its folder does not exist; make the folder first, or name another place'],
    ['file/a.keys', 'file: file/a.keys: a part of the path is no folder; name another place'],
  ] as const) {
    const { code, err } = await run(`keys create ${path}`)
    expect([code, err]).toEqual([2, expect.stringContaining(text)])
  }
})

it('asks for keys before anything is asked of the vendor or made', async () => {
  const { run, world } = await connectedWorld()
  for (const [options, text] of [
    ['', '--vault-keys: stored credentials are sealed, and there is no key. Make one with "opencasb keys create'],
    ['--vault-keys none.keys', '--vault-keys: there is no none.keys. "opencasb keys create none.keys" makes one'],
  ] as const) {
    const { code, err } = await run(`integrations add github --org acme ${options}`)
    expect([code, err]).toEqual([2, expect.stringContaining(text)])
  }
  expect(world.tokens).toEqual([])
  expect((await run('integrations list')).err).toContain('there is no database')
})

it('refuses a file of keys that other users can read, and says what to do', async () => {
  const { run, cwd, world } = await connectedWorld()
  await chmod(join(cwd, 'opencasb.keys'), 0o644)
  const { code, err } = await run(add)
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('--vault-keys: opencasb.keys: other users may open it (mode 644); run: chmod 600'),
  ])
  expect(world.tokens).toEqual([])
})

it('says so where the keys are others than those that sealed', async () => {
  const { run } = await connectedWorld()
  await run(`integrations add github --org acme ${sealed}`)
  await run('keys create other.keys')
  const { code, err } = await run('integrations check acme --vault-keys other.keys')
  expect(code).toBe(4)
  expect(err).toContain('nobody has to reconnect')
  expect(err).toMatch(/the key "local:\w+" that wraps the data key is not in/)
  const healed = await run(`integrations check acme ${sealed}`)
  expect([healed.code, healed.out]).toEqual([0, expect.stringContaining('acme  healthy')])
})

it('takes keys from the environment, and never prints them', async () => {
  const { run } = await connectedWorld()
  const key = randomBytes(32).toString('base64')
  const env = { GITHUB_TOKEN: canaryToken, OPENCASB_KEY: key }
  const connected = await run('integrations add github --org acme --debug', { env })
  expect([connected.code, connected.all.includes(key)]).toEqual([0, false])
  expect((await run('integrations check acme', { env })).code).toBe(0)

  const newer = randomBytes(32).toString('base64')
  const rotated = await run('keys rotate', { env: { OPENCASB_KEY: `${newer},${key}` } })
  expect(rotated.out).toContain('1 data key wrapped with the newest key.')
  expect((await run('integrations check acme', { env: { OPENCASB_KEY: newer } })).code).toBe(0)

  const wrong = await run('integrations check acme', { env: { OPENCASB_KEY: 'canary-that-is-no-key' } })
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('OPENCASB_KEY: a key is 32 random bytes')])
  expect(wrong.err).not.toContain('canary')
})

it('rotates: one more key in the file, everything wrapped with it, the older ones needless', async () => {
  const { run, cwd } = await connectedWorld()
  await run(add)
  const file = join(cwd, 'opencasb.keys')
  const { code, out } = await run(`keys rotate ${sealed}`)
  expect([code, out]).toEqual([0, expect.stringContaining('1 data key wrapped with the newest key.')])
  const [heading = '', newest = '', ...older] = (await readFile(file, 'utf8')).trim().split('\n')
  expect(older).toHaveLength(1)
  await writeFile(file, `${heading}\n${newest}\n`)
  expect((await run(`integrations check acme ${sealed}`)).out).toContain('acme  initializing')
  const again = await run(`keys rotate --no-new-key ${sealed}`)
  expect(again.out).toContain('0 data keys wrapped')
  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(2)
})

it('names the integrations whose credentials no key opens, and exits with 4', async () => {
  const { run, cwd } = await connectedWorld()
  await run(add)
  await rm(join(cwd, 'opencasb.keys'))
  await run('keys create opencasb.keys')
  const { code, out } = await run(`keys rotate ${sealed}`)
  expect(code).toBe(4)
  expect(out).toContain('Keep the older keys: these integrations could not be opened with any of them.')
})

it('erases an integration whose keys are lost', async () => {
  const { run, cwd } = await connectedWorld()
  await run(add)
  await rm(join(cwd, 'opencasb.keys'))
  const { code, err } = await run(`integrations remove acme ${sealed}`)
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('Where the keys are lost, --no-revoke erases it without signing in.'),
  ])
  const erased = await run('integrations remove acme --no-revoke --yes')
  expect([erased.code, erased.out]).toEqual([0, expect.stringContaining('The grant at the vendor is as it was.')])
  expect((await run(`keys rotate --no-new-key ${sealed}`)).code).toBe(2)
  await run('keys create opencasb.keys')
  expect((await run(`keys rotate ${sealed}`)).out).toContain('0 data keys wrapped')
})
