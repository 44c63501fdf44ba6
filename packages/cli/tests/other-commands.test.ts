import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { capturedOutput, emptyFolder } from './captured-host.ts'
import { runCommand } from './run-command.ts'
import { smallWorld } from './small-world.ts'

let cwd: string
beforeEach(async () => {
  cwd = await emptyFolder()
})

it('prints a help with examples for every command, and exits with 0', async () => {
  const commands = [[], ['scan', 'github'], ['plan', 'github'], ['permissions', 'github'], ['checks'], ['findings']]
  for (const command of commands) {
    const { code, out, err } = await runCommand([...command, '--help'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(`Usage: ${['opencasb', ...command].join(' ')}`)
    if (command.length > 0) expect(out).toContain('Examples:')
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  }
})

it('prints the help where nothing is asked for, and the version', async () => {
  expect((await runCommand([])).out).toContain('Exit codes:')
  expect((await runCommand(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
})

it('says what is missing where a command is cut short, and exits with 2', async () => {
  for (const command of ['scan', 'plan', 'permissions', 'findings']) {
    const { code, out, err } = await runCommand([command])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(`Usage: opencasb ${command}`)
  }
})

it('plans a scan without reading a page or keeping anything', async () => {
  const world = smallWorld()
  world.world.beforePage = () => {
    throw new Error('a plan reads no page')
  }
  const { code, out } = await runCommand(['plan', 'github', '--organization', 'acme'], { world, cwd })
  expect(code).toBe(0)
  expect(out).toContain('acme  signed in with pat-classic · 2 checks')
  expect(out).toContain('labels:read')
  const json = await runCommand(
    ['plan', 'github', '--organization', 'acme', '--format', 'json', '--only', '*-closed'],
    { world },
  )
  expect(JSON.parse(json.out).permissions.needed).toEqual(['boxes:read'])
})

it('says in a plan which checks cannot run with these credentials', async () => {
  const { out } = await runCommand(['plan', 'github', '--organization', 'acme'], {
    env: { GITHUB_TOKEN: 'github_pat_11ABCDEFG0abcdefghij' },
  })
  expect(out).toContain('Could not judge  1 check')
  expect(out).toContain('github/box-labelled')
})

it('lists the least permissions with the reason for each', async () => {
  const { code, out } = await runCommand(['permissions', 'github', '--auth', 'github-app'])
  expect(code).toBe(0)
  expect(out).toContain('boxes:read  Boxes: read-only')
  expect(out).toContain('To see whether boxes are closed.')
  expect(out).toContain('https://example.com/apps/new')
  const narrow = await runCommand([
    'permissions',
    'github',
    '--auth',
    'github-app',
    '--only',
    '*-closed',
    '--format',
    'json',
  ])
  expect(JSON.parse(narrow.out).permissions.map(({ permission }: { permission: string }) => permission)).toEqual([
    'boxes:read',
  ])
})

it('lists checks, and shows one in full', async () => {
  expect((await runCommand(['checks', 'github'])).out).toMatch(/high {2}github\/box-closed\n {8}Box stands open/)
  const stdout = capturedOutput({ columns: 120 })
  expect((await runCommand(['checks'], { stdout })).out).toMatch(/high {2}github\/box-closed {4}Box stands open/)
  expect((await runCommand(['checks', '--only', 'github/box-closed'])).out).toContain('cis-boxes 1.1')
  const [first] = (await runCommand(['checks', '--format', 'jsonl'])).out.split('\n')
  expect(JSON.parse(first ?? '')).toMatchObject({ id: 'github/box-closed', frameworks: { 'cis-boxes': ['1.1'] } })
})

it('lists, shows, ignores and reopens findings', async () => {
  const world = smallWorld()
  const run = (...argv: string[]) =>
    runCommand(argv, { cwd, world, env: { GITHUB_TOKEN: 'ghp_abcdefghijklmnop1234', USER: 'alex' } })
  await run('scan', 'github', '--organization', 'acme')
  const list = await run('findings', 'list', '--severity', 'high,low')
  expect(list.out).toContain('2 findings')
  const [id = ''] = list.out.split(' ')

  expect((await run('findings', 'show', id)).out).toContain('Anyone who passes can take what is in it.')
  const unreasoned = await run('findings', 'ignore', id)
  expect([unreasoned.code, unreasoned.err]).toEqual([2, expect.stringContaining('--reason: say why')])
  expect((await run('findings', 'ignore', id, '--reason', 'a drill', '--until', '2020-01-01')).err).toContain(
    '--until:',
  )
  expect((await run('findings', 'ignore', id, '--reason', 'a drill')).out).toBe('ignored  Box stands open  tools\n')
  expect((await run('findings', 'show', id)).out).toMatch(/ignored\s+a drill, by alex/)
  expect((await run('scan', 'github', '--organization', 'acme')).out).toContain('1 open finding, 1 ignored')
  expect((await run('findings', 'reopen', id)).out).toBe('reopened  Box stands open  tools\n')
  expect((await run('findings', 'acknowledge', id, '--note', 'on it')).out).toContain('acknowledged')
})

it('writes the findings that are kept to files', async () => {
  const world = smallWorld()
  await runCommand(['scan', 'github', '--organization', 'acme'], { cwd, world })
  const { code, out } = await runCommand(['findings', 'list', '--check', 'github/box-closed', '--output', 'a.csv'], {
    cwd,
    world,
  })
  expect([code, out]).toEqual([0, 'Written to a.csv\n'])
  expect((await readFile(join(cwd, 'a.csv'), 'utf8')).trim().split('\n')).toHaveLength(2)
})

it('names what cannot be filtered by, and findings that are not there', async () => {
  const world = smallWorld()
  await runCommand(['scan', 'github', '--organization', 'acme'], { cwd, world })
  const run = (...argv: string[]) => runCommand(['findings', ...argv], { cwd, world })
  expect((await run('list', '--severity', 'urgent')).err).toContain('--severity: there is no "urgent". Use critical,')
  expect((await run('list', '--limit', 'x')).err).toContain('--limit: must be a whole number')
  expect((await run('show', 'ffffffff')).err).toContain('id: there is no finding ffffffff')
  expect((await run('show', 'ffffffff')).code).toBe(2)
})

it.each([
  ['2027-02-30', '--until: there is no 2027-02-30 in the calendar'],
  ['2027-13-01', '--until: there is no 2027-13-01 in the calendar'],
  ['2020-02-29', '--until: must be a date to come, such as 2027-01-31; 2020-02-29 is past'],
  ['Feb 30 2027', '--until: must be a date to come, such as 2027-01-31'],
  ['2027-01-31Tnoon', '--until: must be a date to come, such as 2027-01-31'],
])('ignores nothing until %s', async (until, text) => {
  const world = smallWorld()
  await runCommand(['scan', 'github', '--organization', 'acme'], { cwd, world })
  const [id = ''] = (await runCommand(['findings', 'list'], { cwd, world })).out.split(' ')
  const argv = ['findings', 'ignore', id, '--reason', 'a drill', '--until']
  const refused = await runCommand([...argv, until], { cwd, world })
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining(text)])
  expect((await runCommand([...argv, '2096-02-29'], { cwd, world })).code).toBe(0)
})

it('takes the name of the account where no variable says who decides', async () => {
  const world = smallWorld()
  await runCommand(['scan', 'github', '--organization', 'acme'], { cwd, world })
  const [id = ''] = (await runCommand(['findings', 'list'], { cwd, world })).out.split(' ')
  const { code, err } = await runCommand(['findings', 'ignore', id, '--reason', 'a drill'], { cwd, world, env: {} })
  expect([code, err]).toEqual([0, ''])
  expect((await runCommand(['findings', 'show', id], { cwd, world })).out).toMatch(
    new RegExp(`ignored\\s+a drill, by ${userInfo().username}\\n`),
  )
})

it('lists the findings of checks by ids and patterns, and names a check that there is not', async () => {
  const world = smallWorld()
  await runCommand(['scan', 'github', '--organization', 'acme'], { cwd, world })
  const list = (check: string) => runCommand(['findings', 'list', '--check', check], { cwd, world })
  const misspelt = await list('github/box-close')
  expect([misspelt.code, misspelt.err, misspelt.out]).toEqual([
    2,
    expect.stringContaining('--check: no check matches "github/box-close". Did you mean "github/box-closed"?'),
    '',
  ])
  expect((await list('github/nope,github/box-closed')).code).toBe(2)
  expect((await list('*-closed')).out).toContain('1 finding\n')
  expect((await list('github/*')).out).toContain('2 findings\n')
})

it('lists the findings of a check that a newer version has no more', async () => {
  const world = smallWorld()
  await runCommand(['scan', 'github', '--organization', 'acme'], { cwd, world })
  const { connector } = world.command
  const [, labelled] = connector.checks
  const checks = labelled ? [labelled] : []
  const newer = { ...world, command: { ...world.command, connector: { ...connector, checks } } }
  const { code, out } = await runCommand(['findings', 'list', '--check', 'github/box-closed'], { cwd, world: newer })
  expect([code, out]).toEqual([0, expect.stringContaining('1 finding\n')])
})
