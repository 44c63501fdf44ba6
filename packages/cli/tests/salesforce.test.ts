import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { salesforce } from '@opencasb/connector-salesforce'
import { createSalesforceSimulator, type RunningSalesforceSimulator } from '@opencasb/connector-salesforce/simulator'
import { permissionsFor } from '@opencasb/core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { runCli } from '../src/run-cli.ts'
import { capturedHost, emptyFolder } from './captured-host.ts'

const users = ['--only', 'salesforce/inactive-user']
let simulator: RunningSalesforceSimulator
let cwd: string

beforeAll(async () => {
  simulator = await createSalesforceSimulator({ world: { users: 60, things: 4, permissionSets: 6 } })
})
afterAll(() => simulator.close())
beforeEach(async () => {
  cwd = await emptyFolder()
})

/** Runs a command with the connector that users get, which is sent to the simulated organisation. */
async function run(argv: readonly string[], env: Record<string, string> = {}) {
  const host = capturedHost(argv, { cwd, env })
  const code = await runCli(host)
  return { code, out: host.stdout.text(), err: host.stderr.text() }
}

const everyPermission = (authKind: string) => permissionsFor(salesforce(), authKind).map(({ permission }) => permission)

/** Makes an app and says how to name it. */
function register(authKind: string, permissions = everyPermission(authKind)) {
  const { credentials, secrets } = simulator.integration({ authKind, permissions })
  const target = ['salesforce', '--login-url', simulator.url, '--client-id', credentials['clientId'] ?? '']
  return { target, credentials, secrets }
}

/** Makes an app that a key belongs to, and leaves the key in the folder. */
async function withKey(permissions?: readonly string[]) {
  const { target, credentials, secrets } = register('jwt-bearer', permissions as string[] | undefined)
  await writeFile(join(cwd, 'key.pem'), credentials['privateKey'] ?? '')
  const username = credentials['username'] ?? ''
  return { target: [...target, '--username', username, '--private-key-file', 'key.pem'], secrets }
}

function withSecret() {
  const { target, credentials, secrets } = register('client-credentials')
  return { target, env: { SALESFORCE_CLIENT_SECRET: credentials['clientSecret'] ?? '' }, secrets }
}

it('scans with a key, and keeps nothing of it', async () => {
  const { target, secrets } = await withKey()
  const kept = ['--database', 'kept.db', '--output', 'report.html']
  const { code, out, err } = await run(['scan', ...target, ...users, ...kept])
  expect(err).not.toContain('Error')
  expect(out).toMatch(/^Acme {2}complete {2}Salesforce · \d+ items · 1 check/m)
  expect(out).toMatch(/\d+ requests? +[\d,]+ of 1,000,000 left/)
  expect(code).toBe(1)
  const files = await Promise.all(['kept.db', 'report.html'].map((file) => readFile(join(cwd, file), 'latin1')))
  for (const secret of secrets) expect([out, err, ...files].join()).not.toContain(secret)
})

it('scans with client credentials', async () => {
  const { target, env, secrets } = withSecret()
  const { code, out, err } = await run(['scan', ...target, ...users], env)
  expect(out).toContain('Acme  complete')
  expect(code).toBe(1)
  for (const secret of secrets) expect(out + err).not.toContain(secret)

  await writeFile(join(cwd, 'secret'), `${env.SALESFORCE_CLIENT_SECRET}\n`)
  const byFile = await run(['scan', ...target, ...users, '--quiet', '--client-secret-file', 'secret'])
  expect(byFile).toMatchObject({ code: 1, err: '' })
})

it('sends requests of the API to the base URL', async () => {
  const { target, env } = withSecret()
  simulator.clearRequests()
  const other = simulator.url.replace('127.0.0.1', 'localhost')
  expect((await run(['scan', ...target, ...users, '--base-url', other], env)).code).toBe(1)
  expect(simulator.requests.filter(({ path }) => path.startsWith('/services/data/')).length).toBeGreaterThan(0)
})

it('takes no more of the daily requests than it may', async () => {
  const { target, env } = withSecret()
  simulator.setDailyRequests(0, 1_000)
  const { code, out } = await run(['scan', ...target, '--daily-share', '0.001', '--no-progress'], env)
  simulator.setDailyRequests(0, 1_000_000)
  expect(out).toContain('Acme  waiting for quota')
  expect(out.match(/This scan has used its share of the organisation's daily API/g)).toHaveLength(1)
  expect(code).toBe(3)
})

it('plans, and names the permissions that are missing', async () => {
  const { target } = await withKey(['ViewSetup'])
  simulator.clearRequests()
  const { code, out } = await run(['plan', ...target])
  expect(code).toBe(0)
  expect(out).toContain('Would take')
  expect(out).toMatch(/✗ {2}\S+ +missing/)
})

it('lists the permissions of each way to sign in', async () => {
  const keys = capturedHost(['permissions', 'salesforce', '--auth', 'jwt-bearer'])
  const few = capturedHost(['permissions', 'salesforce', '--auth', 'client-credentials', ...users])
  expect([await runCli(keys), await runCli(few)]).toEqual([0, 0])
  expect(keys.stdout.text()).toContain('ViewSetup')
  expect(few.stdout.text().length).toBeLessThan(keys.stdout.text().length)
})

const scan = ['scan', 'salesforce', '--database', 'memory', '--no-progress', ...users]
const login = [...scan, '--login-url', 'https://acme.my.salesforce.com']
const app = [...login, '--client-id', 'consumer-key']
const canary = { SALESFORCE_CLIENT_SECRET: 'canary-in-the-environment' }

const refused: readonly (readonly [string, readonly string[], string, Record<string, string>?])[] = [
  ['that there is no organization', [...scan, '--client-id', 'x'], '--login-url: say which organisation', canary],
  [
    'an address that is none',
    [...scan, '--login-url', 'acme.my.salesforce.com', '--client-id', 'x'],
    '--login-url: must be a URL',
    canary,
  ],
  [
    'the address of the pages',
    [...scan, '--login-url', 'https://acme.lightning.force.com', '--client-id', 'x'],
    '--login-url: is the address of the pages',
    canary,
  ],
  ['that there is no app', login, '--client-id: give the consumer key', canary],
  ['that there are no credentials', app, 'SALESFORCE_CLIENT_SECRET: no credentials. Name the user with --username'],
  [
    'a user without a key',
    [...app, '--username', 'user-1@acme.example'],
    '--private-key-file: signing in with',
    canary,
  ],
  [
    'a key without a user',
    [...app, '--private-key-file', 'text'],
    '--username: signing in with a key takes the username',
  ],
  [
    'a key that is none',
    [...app, '--username', 'user-1@acme.example', '--private-key-file', 'text'],
    '--private-key-file: is no PEM private key',
  ],
  [
    'a key file that is missing',
    [...app, '--username', 'user-1@acme.example', '--private-key-file', 'none'],
    '--private-key-file: cannot read none: there is no such file',
  ],
  [
    'two ways to sign in',
    [...app, '--private-key-file', 'text', '--client-secret-file', 'text'],
    '--client-secret-file: does not go together with --private-key-file',
  ],
  ['a secret on the command line', [...app, '--client-secret', 'canary'], '--client-secret: a secret on the command'],
  ['a secret on the command line after =', [...app, '--client-secret=canary'], '--client-secret: a secret on the'],
  ['a share that is no number', [...app, '--daily-share', 'much'], '--daily-share: must be a number', canary],
  ['a share that is too large', [...app, '--daily-share', '10'], '--daily-share: must be at most 1', canary],
  ['an audience that is none', [...app, '--audience', 'salesforce'], '--audience: must be a URL', canary],
]

const cases = refused.map(([name, argv, text, env = {}]) => [name, argv, text, env] as const)

it.each(cases)('names %s', async (_, argv, text, env) => {
  await writeFile(join(cwd, 'text'), 'canary, canary')
  const { code, out, err } = await run(argv, env)
  expect(err).toMatch(/^Error {2}/)
  expect(err).toContain(text)
  expect(err).not.toMatch(/\n\s+at /)
  expect(out + err).not.toContain('canary')
  expect(code).toBe(2)
})

it('names a secret that Salesforce refuses, and does not show it', async () => {
  const { code, err } = await run([...scan, ...withSecret().target.slice(1)], canary)
  expect(err).toMatch(/^Error {2}Salesforce gives no token \(invalid_client\): --client-id or SALESFORCE_CLIENT_SECRET/)
  expect(err).not.toContain('canary')
  expect(code).toBe(4)
})

it('says where to look when Salesforce is out of reach', async () => {
  const { target, env } = withSecret()
  const argv = ['plan', ...target, ...users].map((text) => (text === simulator.url ? 'http://127.0.0.1:9' : text))
  const { code, err } = await run(argv, env)
  expect(err).toMatch(/^Error {2}/)
  expect(err).toContain('--login-url')
  expect(code).toBe(4)
})
