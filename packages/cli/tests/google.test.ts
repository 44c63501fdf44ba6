import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { google } from '@opencasb/connector-google'
import { createGoogleSimulator, type RunningGoogleSimulator } from '@opencasb/connector-google/simulator'
import { permissionsFor } from '@opencasb/core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { googleCommand } from '../src/connectors/google/google-command.ts'
import { runCli } from '../src/run-cli.ts'
import { createRedaction } from '../src/terminal/redaction.ts'
import { capturedHost, emptyFolder } from './captured-host.ts'

const admin = 'user-0@acme.example'
const users = ['--only', 'google/user-two-step-verification']
const files = ['--only', 'google/file-*']
let simulator: RunningGoogleSimulator
let cwd: string

beforeAll(async () => {
  const world = { users: 24, superAdmins: 3, groups: 6, sharers: 3, files: 8, sharedDrives: 2 }
  simulator = await createGoogleSimulator({ world, limits: 'off' })
})
afterAll(() => simulator.close())
beforeEach(async () => {
  cwd = await emptyFolder()
})

/** Runs a command with the connector that users get, which is sent to the simulated Google. */
async function run(argv: readonly string[], env: Record<string, string> = {}, baseUrl = simulator.url) {
  const host = capturedHost([...argv, '--base-url', baseUrl], { cwd, env })
  const code = await runCli(host)
  return { code, out: host.stdout.text(), err: host.stderr.text() }
}

function integration(
  authKind: string,
  permissions = permissionsFor(google(), authKind).map(({ permission }) => permission),
) {
  return simulator.integration({ authKind, permissions })
}

/** Leaves a service account's key in the folder. */
async function keyFile(permissions?: readonly string[]) {
  const { config, credentials, secrets } = integration('service-account', permissions as string[] | undefined)
  await writeFile(join(cwd, 'key.json'), credentials['key'] ?? '')
  return { target: ['google', '--admin', config.adminEmail], secrets }
}

it('scans as a service account whose key is in a file', async () => {
  const { target, secrets } = await keyFile()
  const { code, out, err } = await run(['scan', ...target, '--key-file', 'key.json', ...users])
  expect(err).not.toContain('Error')
  expect(out).toMatch(/^acme\.example {2}complete {2}Google Workspace · \d+ items · 1 check/m)
  expect(out).toMatch(/directory +\d+ requests?/)
  expect(code).toBe(1)
  for (const secret of secrets) expect(out + err).not.toContain(secret)
})

it('finds the key where Google itself looks for it', async () => {
  const { target } = await keyFile()
  const env = { GOOGLE_APPLICATION_CREDENTIALS: join(cwd, 'key.json') }
  const { code, err } = await run(['scan', ...target, ...users, '--quiet'], env)
  expect([code, err]).toEqual([1, ''])
})

it("scans with an administrator's consent", async () => {
  const { config, credentials, secrets } = integration('admin-oauth')
  const { clientId = '', clientSecret = '', refreshToken = '' } = credentials
  const target = ['google', '--admin', config.adminEmail, '--client-id', clientId]
  const env = { GOOGLE_CLIENT_SECRET: clientSecret, GOOGLE_REFRESH_TOKEN: refreshToken }
  const byEnvironment = await run(['scan', ...target, ...users], env)
  expect(byEnvironment.code).toBe(1)
  expect(byEnvironment.out).toContain('acme.example  complete')
  for (const secret of secrets) expect(byEnvironment.out + byEnvironment.err).not.toContain(secret)

  await writeFile(join(cwd, 'secret'), clientSecret)
  await writeFile(join(cwd, 'token'), `${refreshToken}\n`)
  const byFile = ['--client-secret-file', 'secret', '--refresh-token-file', 'token']
  expect(await run(['scan', ...target, ...users, '--quiet', ...byFile])).toMatchObject({ code: 1, err: '' })
})

it('narrows files to units, users and days', async () => {
  const { target } = await keyFile()
  const scan = ['scan', ...target, '--key-file', 'key.json', '--format', 'json', '--no-progress']
  const readFiles = async (...narrowed: string[]): Promise<number> => {
    const { out } = await run([...scan, ...files, '--database', 'memory', ...narrowed])
    const { reports } = JSON.parse(out) as { reports: { streams: { resource: string; items: number }[] }[] }
    const streams = reports[0]?.streams ?? []
    return streams.filter(({ resource }) => resource.endsWith('file')).reduce((sum, { items }) => sum + items, 0)
  }
  const all = await readFiles()
  const own = await readFiles('--user', admin)
  expect(own).toBeGreaterThan(0)
  expect(own).toBeLessThan(all)
  expect(await readFiles('--since', '2999-01-01')).toBe(0)
  expect(await readFiles('--unit', '/')).toBe(all)
})

it('plans, and names the scopes that are missing', async () => {
  const { target } = await keyFile(['https://www.googleapis.com/auth/admin.directory.user.readonly'])
  simulator.clearRequests()
  const { code, out } = await run(['plan', ...target, '--key-file', 'key.json'])
  expect(code).toBe(0)
  expect(out).toContain('Would take')
  expect(out).toMatch(/✗ {2}.*admin\.directory\.group\.readonly +missing/)
  expect(simulator.requests.map(({ path }) => path)).not.toContainEqual(expect.stringContaining('/groups'))
})

it('lists the scopes of each way to sign in, and those of a few checks', async () => {
  const all = capturedHost(['permissions', 'google', '--auth', 'service-account'])
  const few = capturedHost(['permissions', 'google', '--auth', 'admin-oauth', ...users])
  expect([await runCli(all), await runCli(few)]).toEqual([0, 0])
  expect(all.stdout.text()).toContain('gmail.settings.basic')
  expect(few.stdout.text().match(/admin\.directory\.user\.readonly/g)).toHaveLength(1)
  expect(few.stdout.text()).not.toContain('gmail.settings.basic')
})

it('sends all of the APIs to the base URL', async () => {
  const key = join(cwd, 'key.json')
  await writeFile(key, '{}')
  const command = googleCommand(google())
  const { config } = await command.target(
    { admin, baseUrl: 'https://gateway.example.com', keyFile: key },
    { host: capturedHost([], { cwd }), redaction: createRedaction() },
  )
  const { baseUrls } = config as { readonly baseUrls: Record<string, string> }
  const unknown = await google().config['~standard'].validate({ ...config, baseUrls: { ...baseUrls, nothing: '' } })
  const message = unknown.issues?.map((issue) => issue.message).join() ?? ''
  const known = message.replace(/^.*there are /, '').split(/(?:,| and| )+ ?/)
  // Consent is given in a browser, which no command opens.
  expect([...Object.keys(baseUrls), 'accounts'].sort()).toEqual(known.sort())
})

const base = ['scan', 'google', '--database', 'memory', '--no-progress', ...users]
const signedIn = [...base, '--admin', admin, '--key-file', 'key.json']

const refused: readonly (readonly [string, readonly string[], string, number])[] = [
  ['that nobody is named', [...base, '--key-file', 'key.json'], '--admin: say in whose name to read', 2],
  ['what is no address', [...base, '--admin', 'canary', '--key-file', 'key.json'], '--admin: is no e-mail address', 2],
  ['that there are no credentials', [...base, '--admin', admin], '--key-file: no credentials', 2],
  ['a key file that is missing', [...base, '--admin', admin, '--key-file', 'none'], '--key-file: cannot read none', 2],
  ['a key file that holds none', [...base, '--admin', admin, '--key-file', 'no-key'], '--key-file: is no JSON', 2],
  [
    "a key file that holds an OAuth client's secret",
    [...base, '--admin', admin, '--key-file', 'client.json'],
    '--key-file: is the secret of an OAuth client',
    2,
  ],
  ['two ways to sign in', [...signedIn, '--client-id', 'x'], '--client-id: does not go together with --key-file', 2],
  [
    'a consent without its client',
    [...base, '--admin', admin, '--refresh-token-file', 'no-key'],
    "--client-id: signing in with an administrator's consent takes the id",
    2,
  ],
  [
    'a consent without its secret',
    [...base, '--admin', admin, '--client-id', 'x.apps.googleusercontent.com'],
    'GOOGLE_CLIENT_SECRET: there is no secret of the OAuth client',
    2,
  ],
  ['what is no day', [...signedIn, '--since', 'yesterday'], '--since: must be a day, as in 2026-01-31', 2],
  ['what is no unit', [...signedIn, '--unit', 'Sales'], '--unit: is no path of an organisational unit', 2],
  ['what is no account', [...signedIn, '--customer', 'acme'], '--customer: is no id of an account', 2],
  ['a key on the command line', [...base, '--key=canary-in-arguments'], "Unknown option '--key'", 2],
  ['a user who is not there', [...signedIn.toSpliced(-3, 1, 'nobody@acme.example')], 'check --admin', 4],
]

it.each(refused)('names %s', async (_, argv, text, expected) => {
  await keyFile()
  await writeFile(join(cwd, 'no-key'), 'canary, canary')
  await writeFile(join(cwd, 'client.json'), '{"installed":{"client_secret":"canary"}}')
  const { code, out, err } = await run(argv)
  expect(err).toMatch(/^Error {2}/)
  expect(err).toContain(text)
  expect(err).not.toMatch(/\n\s+at /)
  expect(out + err).not.toContain('canary')
  expect(code).toBe(expected)
})

it('names the credentials that Google refuses, and does not show them', async () => {
  const { config, credentials } = integration('admin-oauth')
  const argv = ['--admin', config.adminEmail, '--client-id', credentials['clientId'] ?? '']
  const env = { GOOGLE_CLIENT_SECRET: credentials['clientSecret'] ?? '', GOOGLE_REFRESH_TOKEN: 'canary-refresh-token' }
  const { code, err } = await run([...base, ...argv], env)
  expect(err).toMatch(/^Error {2}GOOGLE_REFRESH_TOKEN: The consent was revoked or has expired/)
  expect(err).not.toContain('canary')
  expect(code).toBe(4)
})

it('says where to look when Google is out of reach', async () => {
  const { target } = await keyFile()
  const argv = ['plan', ...target, '--key-file', 'key.json', ...users]
  const { code, err } = await run(argv, {}, 'http://127.0.0.1:9')
  expect(err).toMatch(/^Error {2}/)
  expect(err).toContain('--base-url')
  expect(code).toBe(4)
})

it('keeps nothing of the key', async () => {
  const { target, secrets } = await keyFile()
  await run(['scan', ...target, '--key-file', 'key.json', ...users, '--database', 'kept.db', '--output', 'report.html'])
  const kept = `${await readFile(join(cwd, 'kept.db'), 'latin1')}${await readFile(join(cwd, 'report.html'), 'latin1')}`
  expect(kept).toContain('acme.example')
  for (const secret of secrets) expect(kept).not.toContain(secret)
})
