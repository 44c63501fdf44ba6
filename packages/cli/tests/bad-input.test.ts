import { generateKeyPairSync } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError, ProviderError } from '@opencasb/core'
import { beforeEach, expect, it } from 'vitest'
import { emptyFolder } from './captured-host.ts'
import { canaryToken, runCommand } from './run-command.ts'
import { refusedToken, smallWorld } from './small-world.ts'

const scan = ['scan', 'github', '--organization', 'acme', '--database', 'memory']
const app = ['--app-id', '1', '--installation-id', '2', '--private-key-file']
let cwd: string
beforeEach(async () => {
  cwd = await emptyFolder()
})

/** Every message names the field, no message shows a stack or a secret. */
function expectOneClearError(err: string, text: string): void {
  expect(err).toMatch(/^Error {2}/)
  expect(err).toContain(text)
  expect(err).not.toMatch(/\n\s+at /)
  expect(err).not.toContain('canary')
}

const usage: readonly (readonly [string, readonly string[], string])[] = [
  ['an unknown command', ['scna'], "Unknown command 'scna'\n       (Did you mean scan?)"],
  [
    'an unknown connector',
    ['scan', 'gitlab', '--organization', 'x'],
    'there is no connector "gitlab". There is: github.',
  ],
  ['an unknown option', [...scan, '--ogranization=ghp_canary123456'], "Unknown option '--ogranization'"],
  ['a value that is none', [...scan, '--fail-on', 'urgent'], '--fail-on'],
  ['arguments too many', [...scan, 'canary'], 'Too many arguments'],
  ['an organization that is missing', ['scan', 'github'], '--organization: say which organisation to read'],
  [
    'an organization that is none',
    ['scan', 'github', '--organization', 'https://github.com/acme', '--database', 'memory'],
    '--organization: is not the name of an organization',
  ],
  ['a wrong base URL', [...scan, '--base-url', 'github.example.com'], '--base-url: must be an address'],
  [
    'a token as an argument',
    [...scan, '--token', 'canary-in-arguments'],
    '--token: a secret on the command line can be read by other users',
  ],
  ['a token as an argument after =', [...scan, '--token=canary-in-arguments'], '--token: a secret on the command line'],
  [
    'a token file that is missing',
    [...scan, '--token-file', 'none'],
    '--token-file: cannot read none: there is no such file',
  ],
  ['a token file that is a folder', [...scan, '--token-file', '.'], '--token-file: cannot read .: it is a directory'],
  [
    'an app without its installation',
    [...scan, '--app-id', '1'],
    '--installation-id: signing in as a GitHub App also takes --installation-id and --private-key-file',
  ],
  [
    'a key file that is missing',
    [...scan, ...app, 'none.pem'],
    '--private-key-file: cannot read none.pem: there is no such file',
  ],
  ['a check that does not exist', [...scan, '--only', 'github/box-close'], 'Did you mean "github/box-closed"?'],
  ['a choice that is empty', [...scan, '--only', ''], '--only: is empty; give a value, or leave the option out'],
  ['a choice of nothing', [...scan, '--skip', ' , '], '--skip: is empty'],
  [
    'a choice that leaves no check',
    [...scan, '--only', 'github/box-closed', '--skip', '*-closed'],
    '--skip: leaves no check; choose at least one',
  ],
  ['a plan of no check', ['plan', 'github', '--organization', 'acme', '--skip', '*'], '--skip: leaves no check'],
  ['findings of no check', ['findings', 'list', '--check', ''], '--check: is empty'],
  ['findings of no severity', ['findings', 'list', '--severity', ''], '--severity: is empty'],
  [
    'a policy that is missing',
    [...scan, '--policy', 'none.json'],
    '--policy: cannot read none.json: there is no such file',
  ],
  [
    'a file whose form cannot be told',
    [...scan, '--output', 'findings'],
    '--output: the name findings does not tell the form',
  ],
  [
    'a database that is not there yet',
    ['findings', 'list'],
    '--database: there is no database at .opencasb/opencasb.db yet',
  ],
]

it.each(usage)('names %s and exits with 2', async (_, argv, text) => {
  const { code, err, out } = await runCommand(argv, { cwd })
  expectOneClearError(err, text)
  expect(out).toBe('')
  expect(code).toBe(2)
  expect(await readdir(cwd)).toEqual([])
})

it('asks for credentials where there are none', async () => {
  const { code, err } = await runCommand(scan, { env: {} })
  expectOneClearError(err, 'GITHUB_TOKEN: no credentials.')
  expect(code).toBe(2)
})

it('refuses the token of a workflow', async () => {
  const { code, err } = await runCommand(scan, { env: { GITHUB_TOKEN: 'ghs_canary1234567890' } })
  expectOneClearError(err, 'GITHUB_TOKEN: this is an installation token')
  expect(code).toBe(2)
})

it('refuses a file that is no key, and does not quote it', async () => {
  await writeFile(join(cwd, 'key.pem'), '-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----\n')
  const { code, err } = await runCommand([...scan, ...app, 'key.pem'], { cwd })
  expectOneClearError(err, '--private-key-file: key.pem holds no private key.')
  expect(code).toBe(2)
})

it.each(['pkcs1', 'pkcs8'] as const)('takes a key in %s form and signs in with it', async (type) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const pem = privateKey.export({ type, format: 'pem' }).toString()
  await writeFile(join(cwd, 'key.pem'), pem)
  const world = smallWorld()
  const { code, all } = await runCommand([...scan, ...app, 'key.pem'], { cwd, world })
  expect(world.world.tokens).toEqual([pem])
  expect(all).not.toContain(pem.split('\n')[1])
  expect(code).toBe(1)
})

it('reads a token from a file', async () => {
  await writeFile(join(cwd, 'token'), `${canaryToken}\n`)
  const world = smallWorld()
  await runCommand([...scan, '--token-file', 'token'], { cwd, world, env: {} })
  expect(world.world.tokens).toEqual([canaryToken])
})

it('says that credentials are refused, keeps what was found, and exits with 4', async () => {
  const world = smallWorld()
  const kept = ['scan', 'github', '--organization', 'acme']
  await runCommand(kept, { cwd, world })
  world.world.refuses = refusedToken()
  const { code, err, out } = await runCommand([...kept, '--no-progress', '--output', 'a.json'], { cwd, world })
  expectOneClearError(err, 'GITHUB_TOKEN: GitHub does not accept the token (401). Create a new one and set it again.')
  expect(err).toContain('What earlier scans found stays as it was.')
  expect(out).toBe('')
  expect(code).toBe(4)
  expect(await readdir(cwd)).toEqual(['.opencasb'])
  const { out: list } = await runCommand(['findings', 'list'], { cwd, world })
  expect(list).toContain('2 findings')
})

it('says in terms of options what the vendor does not know, and exits with 2', async () => {
  const world = smallWorld()
  world.world.refuses = new ConfigError('config.organizations.0: there is no organization "acme"')
  const { code, err } = await runCommand([...scan, '--no-progress'], { world })
  expectOneClearError(err, '--organization: there is no organization "acme"')
  expect(code).toBe(2)
})

it('exits with 4 where the vendor cannot be reached', async () => {
  const world = smallWorld()
  world.world.refuses = new ProviderError('api.github.com does not answer')
  const { code, err } = await runCommand([...scan, '--no-progress'], { world })
  expectOneClearError(err, 'api.github.com does not answer')
  expect(code).toBe(4)
})

it('looks before the scan whether results can be written', async () => {
  const world = smallWorld()
  const { code, err } = await runCommand([...scan, '--output', 'none/a.json'], { cwd, world })
  expectOneClearError(err, '--output: cannot write none/a.json: its folder does not exist. Nothing was scanned.')
  expect(code).toBe(4)
  expect(world.world.tokens).toEqual([])
})

it('[F39] says that the database is corrupt and leaves it as it is', async () => {
  await writeFile(join(cwd, 'broken.db'), 'this is no database, '.repeat(1_000))
  const { code, err } = await runCommand(['scan', 'github', '--organization', 'acme', '--database', 'broken.db'], {
    cwd,
  })
  expectOneClearError(err, 'broken.db')
  expect(code).toBe(4)
})

it('[F39] says that a folder for the database cannot be made', async () => {
  await writeFile(join(cwd, 'file'), '')
  const { code, err } = await runCommand(['scan', 'github', '--organization', 'acme', '--database', 'file/a.db'], {
    cwd,
  })
  expectOneClearError(err, 'a.db cannot be made')
  expect(code).toBe(4)
})

it('[F35] never prints a secret, not even with --debug and not in a stack', async () => {
  const world = smallWorld()
  world.world.refuses = new ProviderError(`refused ${canaryToken}`, {
    cause: new Error(`authorization: bearer ${canaryToken}`),
  })
  const { all } = await runCommand([...scan, '--debug'], { world })
  expect(all).not.toContain('canary')
  expect(all).toContain('[secret]')
})

it('shows the stack with --debug only', async () => {
  const broken = [...scan, '--policy', 'none.json']
  expect((await runCommand(broken, { cwd })).err).not.toMatch(/\n\s+at /)
  expect((await runCommand([...broken, '--debug'], { cwd })).err).toMatch(/\n\s+at /)
})
