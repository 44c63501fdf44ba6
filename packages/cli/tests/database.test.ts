import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newTestDatabase } from '@opencasb/local-postgres/vitest'
import { expect, it } from 'vitest'
import { connectedWorld, sealed } from './connected-world.ts'
import { canaryToken } from './run-command.ts'

it('refuses a password on the command line and does not repeat it', async () => {
  const { run } = await connectedWorld()
  for (const address of [
    'postgres://me:canary-password@db.example.com/x',
    'postgres://db.example.com/x?password=canary-password',
  ]) {
    for (const command of [
      'findings list',
      `integrations add github --org acme ${sealed}`,
      'migrate',
      `keys rotate ${sealed}`,
    ]) {
      const { code, err } = await run(`${command} --database ${address}`)
      expect([code, err]).toEqual([2, expect.stringContaining('--database: a password on the command line')])
      expect(err).toContain('OPENCASB_DATABASE')
      expect(err).not.toContain('canary')
    }
  }
})

it('names the variable where the address in it is none', async () => {
  const { run } = await connectedWorld()
  const { code, err } = await run('migrate', { env: { OPENCASB_DATABASE: 'postgres://me:canary@:x/y' } })
  expect([code, err]).toEqual([2, expect.stringContaining('OPENCASB_DATABASE: must be an address such as')])
  expect(err).not.toContain('canary')
})

const noDatabases: readonly (readonly [string, string])[] = [
  ['postgress://u:canary@h/x', '"postgress://" is no address that is known here. Did you mean postgres://? Give the'],
  ['mysql://canary@h/x', '"mysql://" is no address that is known here. Give the plain path of a file'],
  ['file:canary.db', '"file:" is no address that is known here. Give the plain path of a file'],
  ['sqlite:canary.db', '"sqlite:" is no address that is known here. Give the plain path of a file'],
  [':memory:', '":memory:" names no file. Give the plain path of a file'],
  ['postgresql:/canary', 'must be an address such as postgres://user@host:5432/opencasb'],
]

it.each(noDatabases)('makes no file of %s, and says what is possible', async (database, text) => {
  const { run, cwd } = await connectedWorld()
  const before = await readdir(cwd)
  for (const command of ['migrate', 'scan github --org acme', `integrations add github --org acme ${sealed}`]) {
    const byOption = await run(`${command} --database ${database}`)
    expect([byOption.code, byOption.err]).toEqual([2, expect.stringContaining(`--database: ${text}`)])
    const env = { GITHUB_TOKEN: canaryToken, OPENCASB_DATABASE: database }
    const byVariable = await run(command, { env })
    expect([byVariable.code, byVariable.err]).toEqual([2, expect.stringContaining(`OPENCASB_DATABASE: ${text}`)])
    expect(byOption.err + byVariable.err).not.toMatch(/canary|\[secret\]/)
  }
  expect(await readdir(cwd)).toEqual(before)
})

it('takes the variable where --database is left out, and the option where it is written', async () => {
  const { run } = await connectedWorld()
  const env = { OPENCASB_DATABASE: 'a.db' }
  expect((await run('migrate', { env })).out).toContain('There was no a.db: made it')
  expect((await run('migrate --database b.db', { env })).out).toContain('There was no b.db: made it')
  expect((await run('migrate --database .opencasb/opencasb.db', { env })).out).toContain('opencasb.db: made it')
})

it('keeps no integrations in memory, and says so', async () => {
  const { run } = await connectedWorld()
  for (const command of [
    `integrations add github --org acme ${sealed}`,
    'integrations list',
    `schedule run ${sealed}`,
  ]) {
    const { code, err } = await run(`${command} --database memory`)
    expect([code, err]).toEqual([2, expect.stringContaining('--database: integrations are stored')])
  }
  expect((await run('migrate --database memory')).err).toContain('what is kept in memory has no layout')
  expect((await run('findings list --database memory')).err).toContain('what was kept in memory is gone')
})

it('brings the layout of a file up to date, and says where it is and that it was not there before', async () => {
  const { run, cwd } = await connectedWorld()
  const first = await run('migrate --database a.db')
  expect([first.code, first.out]).toEqual([
    0,
    expect.stringMatching(/^There was no a\.db: made it, with layout \d+\n$/),
  ])
  await writeFile(join(cwd, 'empty.db'), '')
  expect((await run('migrate --database empty.db')).out).toMatch(/^empty\.db went from layout 0 to \d+\n$/)
  expect((await run('migrate --database a.db')).out).toMatch(/^a\.db is up to date: layout \d+\n$/)
})

it('exports all findings as JSON Lines unless another form is asked for', async () => {
  const { run, cwd } = await connectedWorld()
  await run('scan github --org acme')
  const lines = (await run('findings export')).out.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).check)).toEqual(['github/box-closed', 'github/box-labelled'])
  expect((await run('findings export --severity high')).out.trim().split('\n')).toHaveLength(1)
  expect((await run('findings export --format sarif')).out).toContain('"version":"2.1.0"')
  expect((await run('findings export --output a.html')).out).toBe('Written to a.html\n')
  await rm(join(cwd, '.opencasb'), { recursive: true })
  expect((await run('findings export')).code).toBe(2)
})

it('lists the findings of one integration, by its name or the beginning of its id', async () => {
  const { run } = await connectedWorld()
  await run(`integrations add github --org acme --name production ${sealed}`)
  await run(`integrations add github --org other --allow-same-tenant ${sealed}`)
  const counted = async (filter: string): Promise<number> =>
    (await run(`findings export ${filter}`)).out.split('\n').filter((line) => line !== '').length
  expect(await Promise.all(['', '--integration production', '--integration github:other'].map(counted))).toEqual([
    4, 2, 2,
  ])
  const unknown = await run('findings list --integration prodction')
  expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('Did you mean "production"?')])
})

it('keeps everything in PostgreSQL where its address is given', { timeout: 120_000 }, async () => {
  const address = await newTestDatabase()
  const { password } = new URL(address)
  const { run } = await connectedWorld()
  const env = { GITHUB_TOKEN: canaryToken, OPENCASB_DATABASE: address }
  const outputs: string[] = []
  const go = async (line: string): Promise<string> => {
    const { code, out, all } = await run(line, { env })
    outputs.push(all)
    expect([line, code, all]).toEqual([line, 0, all])
    return out
  }
  expect(await go('migrate')).toMatch(/^postgres:\/\/127\.0\.0\.1:\d+\/\w+ went from layout 0 to \d+\n$/)
  expect(await go(`integrations add github --org acme ${sealed}`)).toContain('2 open findings')
  expect(await go('integrations list')).toContain('healthy')
  expect(await go(`integrations check acme ${sealed}`)).toContain('healthy')
  expect(await go('findings list')).toContain('2 findings')
  expect(await go(`keys rotate ${sealed}`)).toContain('1 data key wrapped')
  expect(await go(`integrations scan acme --fail-on none ${sealed}`)).toContain('127.0.0.1')
  expect(await go(`integrations remove acme --yes ${sealed}`)).toMatch(/2 {2}findings with their history/)
  for (const text of outputs) {
    expect(text).not.toContain(password)
    expect(text).not.toContain('canary')
  }
})

it('says so where PostgreSQL cannot be reached, without its password', async () => {
  const { run } = await connectedWorld()
  const env = { OPENCASB_DATABASE: 'postgres://me:canary-password@127.0.0.1:1/opencasb' }
  const { code, err } = await run('findings list --debug', { env })
  expect(code).toBe(4)
  expect(err).toMatch(/^Error {2}/)
  expect(err).not.toContain('canary')
})

it.each(['memory', 'MEMORY', ' Memory '])('keeps nothing with "%s"', async (word) => {
  const { run, cwd } = await connectedWorld()
  const before = await readdir(cwd)
  expect((await run(`scan github --org acme --database "${word}"`)).out).toContain('in memory, gone now')
  expect(await readdir(cwd)).toEqual(before)
})
