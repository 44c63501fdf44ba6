import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { m365 } from '@opencasb/connector-m365'
import { createM365Simulator, type RunningM365Simulator } from '@opencasb/connector-m365/simulator'
import { permissionsFor } from '@opencasb/core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { runCli } from '../src/run-cli.ts'
import { capturedHost, emptyFolder } from './captured-host.ts'

const users = ['--only', 'm365/user-enabled,m365/user-password-expires']
const clientId = '11111111-2222-3333-4444-555555555555'
let simulator: RunningM365Simulator
let cwd: string

beforeAll(async () => {
  const world = { users: 24, groups: 4, applications: 3, oneDrives: 3, sites: 2, itemsPerDrive: 6 }
  simulator = await createM365Simulator({ world, limits: 'off' })
})
afterAll(() => simulator.close())
beforeEach(async () => {
  cwd = await emptyFolder()
})

/** Runs a command with the connector that users get, which is sent to the simulated tenant. */
async function run(argv: readonly string[], env: Record<string, string> = {}, url = simulator.url) {
  const host = capturedHost([...argv, '--base-url', url, '--login-url', url], { cwd, env })
  const code = await runCli(host)
  return { code, out: host.stdout.text(), err: host.stderr.text() }
}

const everyPermission = (authKind: string) => permissionsFor(m365(), authKind).map(({ permission }) => permission)

/** Registers an application, and says how to name it. */
function register(authKind: string, permissions = everyPermission(authKind)) {
  const { config, credentials, secrets } = simulator.integration({ authKind, permissions })
  const target = ['m365', '--tenant', config.tenant, '--client-id', credentials['clientId'] ?? '']
  return { target, credentials, secrets }
}

function withSecret(permissions?: readonly string[]) {
  const { target, credentials, secrets } = register('client-secret', permissions as string[] | undefined)
  return { target, env: { M365_CLIENT_SECRET: credentials['clientSecret'] ?? '' }, secrets }
}

it('scans with a client secret of the environment, and keeps nothing of it', async () => {
  const { target, env, secrets } = withSecret()
  const kept = ['--database', 'kept.db', '--output', 'report.html']
  const { code, out, err } = await run(['scan', ...target, ...users, ...kept], env)
  expect(err).not.toContain('Error')
  expect(out).toMatch(/^Acme {2}complete {2}Microsoft 365 · \d+ items · 2 checks/m)
  expect(out).toMatch(/identity +\d+ requests?/)
  expect(code).toBe(1)
  const files = await Promise.all(['kept.db', 'report.html'].map((file) => readFile(join(cwd, file), 'latin1')))
  for (const secret of secrets) expect([out, err, ...files].join()).not.toContain(secret)
})

it('scans with a certificate and its key', async () => {
  const { target, credentials, secrets } = register('certificate')
  await writeFile(join(cwd, 'certificate.pem'), credentials['certificate'] ?? '')
  await writeFile(join(cwd, 'key.pem'), credentials['privateKey'] ?? '')
  const files = ['--certificate-file', 'certificate.pem', '--private-key-file', 'key.pem']
  const { code, out, err } = await run(['scan', ...target, ...users, ...files])
  expect(out).toContain('Acme  complete')
  expect(code).toBe(1)
  for (const secret of secrets) expect(out + err).not.toContain(secret)
})

it('scans with the token of another provider, in a file below the working directory', async () => {
  const { target, credentials, secrets } = register('federated-credential')
  await writeFile(join(cwd, 'token'), `${credentials['assertion']}\n`)
  const { code, out, err } = await run(['scan', ...target, ...users, '--federated-token-file', 'token'])
  expect(out).toContain('Acme  complete')
  expect(code).toBe(1)
  for (const secret of secrets) expect(out + err).not.toContain(secret)
})

it('scans with a client secret in a file', async () => {
  const { target, env } = withSecret()
  await writeFile(join(cwd, 'secret'), env.M365_CLIENT_SECRET)
  const scan = ['scan', ...target, ...users, '--quiet', '--client-secret-file', 'secret']
  expect(await run(scan)).toMatchObject({ code: 1, err: '' })
})

it('narrows files to users, sites and days', async () => {
  const { target, env } = withSecret()
  const scan = ['scan', ...target, '--only', 'm365/file-*,m365/*-link*', '--no-progress', '--database', 'memory']
  /** The OneDrives and libraries that were read, by name. */
  const placesOf = async (...narrowed: string[]): Promise<readonly string[]> => {
    const { out } = await run([...scan, '--format', 'json', ...narrowed], env)
    const { reports } = JSON.parse(out) as {
      reports: { streams: { resource: string; partitionName: string }[] }[]
    }
    const streams = reports[0]?.streams.filter(({ resource }) => resource === 'm365.shared-item') ?? []
    return streams.map(({ partitionName }) => partitionName).sort()
  }
  const isOneDrive = (place: string): boolean => place.startsWith('OneDrive of')
  const all = await placesOf()
  const sites = all.filter((place) => !isOneDrive(place))
  expect([all.length - sites.length, sites.length > 1]).toEqual([3, true])
  expect(await placesOf('--no-onedrive')).toEqual(sites)
  expect(await placesOf('--site', 'https://acme.sharepoint.com/sites/nothing')).toEqual(all.filter(isOneDrive))
  const [own = ''] = all.filter(isOneDrive)
  expect((await placesOf('--user', own.replace('OneDrive of ', ''))).filter(isOneDrive)).toEqual([own])
})

it('plans, and names the permissions that are missing', async () => {
  const { target, env } = withSecret(['User.Read.All'])
  simulator.clearRequests()
  const { code, out } = await run(['plan', ...target], env)
  expect(code).toBe(0)
  expect(out).toContain('Would take')
  expect(out).toMatch(/✗ {2}Policy\.Read\.All +missing/)
  // Counts, but no lists.
  const { requests } = simulator
  expect(requests.filter(({ path }) => path.startsWith('/v1.0/') && !path.includes('top=1&'))).toEqual([])
})

it('lists the permissions of each way to sign in, and those of a few checks', async () => {
  const all = capturedHost(['permissions', 'm365', '--auth', 'certificate'])
  const few = capturedHost(['permissions', 'm365', '--auth', 'client-secret', ...users])
  expect([await runCli(all), await runCli(few)]).toEqual([0, 0])
  expect(all.stdout.text()).toContain('Policy.Read.All')
  expect(few.stdout.text()).toContain('User.Read.All')
  expect(few.stdout.text()).not.toContain('Policy.Read.All')
})

const scan = ['scan', 'm365', '--database', 'memory', '--no-progress', ...users]
const tenant = [...scan, '--tenant', 'acme.onmicrosoft.com']
const app = [...tenant, '--client-id', clientId]
const canary = { M365_CLIENT_SECRET: 'canary-in-the-environment' }

const refused: readonly (readonly [string, readonly string[], string, Record<string, string>?])[] = [
  ['that there is no tenant', [...scan, '--client-id', clientId], '--tenant: say which tenant to read', canary],
  [
    'a tenant that is none',
    [...scan, '--tenant', 'https://acme.example', '--client-id', clientId],
    '--tenant: is neither the id of a tenant nor a domain',
    canary,
  ],
  ['that there is no application', tenant, '--client-id: give the application id', canary],
  ['an application that is none', [...tenant, '--client-id', 'x'], '--client-id: must be the "Application', canary],
  ['that there are no credentials', app, 'M365_CLIENT_SECRET: no credentials. Name a certificate'],
  [
    'an id where the secret belongs',
    app,
    'M365_CLIENT_SECRET: is the "Secret ID"',
    { M365_CLIENT_SECRET: 'ca0a4700-2222-3333-4444-555555555555' },
  ],
  ['a secret on the command line', [...app, '--client-secret', 'canary'], '--client-secret: a secret on the command'],
  ['a secret on the command line after =', [...app, '--client-secret=canary'], '--client-secret: a secret on the'],
  ['a cloud that is none', [...app, '--cloud', 'mars'], 'Allowed choices are worldwide'],
  ['a day that is none', [...app, '--since', 'yesterday'], '--since: must be a day', canary],
  ['a site that is none', [...app, '--site', 'sales'], '--site: is no address of a site', canary],
  [
    'a certificate without its key',
    [...app, '--certificate-file', 'text'],
    '--private-key-file: signing in with a certificate takes --certificate-file and --private-key-file',
  ],
  [
    'a certificate that is none',
    [...app, '--certificate-file', 'text', '--private-key-file', 'text'],
    '--certificate-file: is no PEM certificate',
  ],
  [
    'a key that is none',
    [...app, '--certificate-file', 'certificate.pem', '--private-key-file', 'text'],
    '--private-key-file: is no PEM private key',
  ],
  [
    'a certificate where the key belongs',
    [...app, '--certificate-file', 'certificate.pem', '--private-key-file', 'certificate.pem'],
    '--private-key-file: is not the private key',
  ],
  [
    'a key file that is missing',
    [...app, '--certificate-file', 'certificate.pem', '--private-key-file', 'none'],
    '--private-key-file: cannot read none: there is no such file',
  ],
  [
    'a token file that is missing',
    [...app, '--federated-token-file', 'none'],
    '--federated-token-file: cannot read none',
  ],
  [
    'two ways to sign in',
    [...app, '--federated-token-file', 'text', '--client-secret-file', 'text'],
    '--client-secret-file: does not go together with --federated-token-file',
  ],
]

const cases = refused.map(([name, argv, text, env = {}]) => [name, argv, text, env] as const)

it.each(cases)('names %s', async (_, argv, text, env) => {
  await writeFile(join(cwd, 'text'), 'canary, canary')
  await writeFile(join(cwd, 'certificate.pem'), register('certificate').credentials['certificate'] ?? '')
  const { code, out, err } = await run(argv, env)
  expect(err).toMatch(/^Error {2}/)
  expect(err).toContain(text)
  expect(err).not.toMatch(/\n\s+at /)
  expect(out + err).not.toMatch(/canary|ca0a4700/)
  expect(code).toBe(2)
})

it('names a secret that Microsoft refuses, and does not show it', async () => {
  const { code, err } = await run([...scan, ...withSecret().target.slice(1)], canary)
  expect(err).toMatch(/^Error {2}M365_CLIENT_SECRET: The client secret is wrong/)
  expect(err).not.toContain('canary')
  expect(code).toBe(4)
})

it('names an application that the tenant does not know', async () => {
  const { target } = withSecret()
  const { code, err } = await run([...scan, ...target.slice(1, 3), '--client-id', clientId], canary)
  expect(err).toMatch(/^Error {2}--client-id: the tenant knows no such application/)
  expect(code).toBe(4)
})

it('says where to look when Microsoft is out of reach', async () => {
  const { target, env } = withSecret()
  const { code, err } = await run(['plan', ...target, ...users], env, 'http://127.0.0.1:9')
  expect(err).toMatch(/^Error {2}/)
  expect(err).toContain('--cloud')
  expect(code).toBe(4)
})
