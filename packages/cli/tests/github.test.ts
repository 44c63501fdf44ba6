import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { github } from '@opencasb/connector-github'
import { createGithubSimulator, type RunningGithubSimulator } from '@opencasb/connector-github/simulator'
import { permissionsFor } from '@opencasb/core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { runCli } from '../src/run-cli.ts'
import { capturedHost, emptyFolder } from './captured-host.ts'

let simulator: RunningGithubSimulator
let cwd: string

beforeAll(async () => {
  const organizations = [{ login: 'acme', posture: 'lax', repositories: 12, members: 6 }] as const
  simulator = await createGithubSimulator({ organizations, limits: 'off' })
})
afterAll(() => simulator.close())
beforeEach(async () => {
  cwd = await emptyFolder()
})

const permissions = (authKind: string) => permissionsFor(github(), authKind).map(({ permission }) => permission)

/** Runs a command against the simulated GitHub, with the connector that users get. */
async function run(argv: readonly string[], env: Record<string, string | undefined>) {
  const host = capturedHost([...argv, '--base-url', simulator.url], { cwd, env })
  const code = await runCli(host)
  return { code, out: host.stdout.text(), err: host.stderr.text() }
}

function token(authKind: string, granted: readonly string[] = permissions(authKind)): string {
  return simulator.integration({ authKind, permissions: granted }).credentials['token'] ?? ''
}

it.each(['pat-classic', 'pat-fine-grained'])(
  'scans with a token of the kind %s, told from its beginning',
  async (kind) => {
    const secret = token(kind)
    const { code, out, err } = await run(['scan', 'github', '--org', 'acme'], { GITHUB_TOKEN: secret })
    expect(err).not.toContain('Error')
    expect(out).toMatch(/^acme {2}(complete|incomplete) {2}GitHub · \d+ items/m)
    expect(out).toMatch(/core +\d+ requests/)
    expect(code).toBe(1)
    expect(out + err).not.toContain(secret)
  },
)

it('scans as a GitHub App', async () => {
  const { credentials } = simulator.integration({ authKind: 'github-app', permissions: permissions('github-app') })
  const { appId = '', installationId = '', privateKey = '' } = credentials
  await writeFile(join(cwd, 'app.pem'), privateKey)
  const app = ['--app-id', appId, '--installation-id', installationId, '--private-key-file', 'app.pem']
  const { code, err } = await run(['scan', 'github', '--org', 'acme', '--quiet', ...app], {})
  expect([code, err]).toEqual([1, ''])
})

it('plans without a list call, and names what is missing', async () => {
  const secret = token('pat-classic', ['read:org'])
  simulator.clearRequests()
  const { code, out } = await run(['plan', 'github', '--org', 'acme'], { GITHUB_TOKEN: secret })
  expect(code).toBe(0)
  expect(out).toContain('Would take')
  expect(out).toMatch(/✗ {2}repo +missing/)
  expect(simulator.requests.map(({ path }) => path)).not.toContainEqual(
    expect.stringMatching(/\/(repos|members|teams)\b/),
  )
})

const refused: readonly (readonly [string, readonly string[], string, string, number])[] = [
  ['a token that GitHub does not know', [], 'ghp_canary0123456789abcdefghijklmnop01', 'GITHUB_TOKEN', 4],
  [
    'a token of the wrong kind',
    ['--auth', 'pat-fine-grained'],
    'ghp_canary0123456789abcdefghijklmnop01',
    'GITHUB_TOKEN: is a classic token',
    2,
  ],
  ['a token that is none', [], 'canary', 'GITHUB_TOKEN: is no classic personal access token', 2],
]

it.each(refused)('names %s', async (_, argv, secret, text, expected) => {
  const { code, out, err } = await run(['scan', 'github', '--org', 'acme', '--no-progress', ...argv], {
    GITHUB_TOKEN: secret,
  })
  expect(err).toMatch(/^Error {2}/)
  expect(err).toContain(text)
  expect(out + err).not.toContain('canary')
  expect(code).toBe(expected)
})

it('names an organization that is not there', async () => {
  const { code, err } = await run(['scan', 'github', '--org', 'nobody', '--no-progress'], {
    GITHUB_TOKEN: token('pat-classic'),
  })
  expect(err).toMatch(/^Error {2}--organization: there is no organi[sz]ation "nobody"/)
  expect(err).not.toContain('--base-url')
  expect(code).toBe(2)
  const list = capturedHost(['integrations', 'list'], { cwd })
  await runCli(list)
  expect(list.stdout.text()).toContain('There are no integrations.')
})

it('names a token without scopes', async () => {
  const { code, err } = await run(['scan', 'github', '--org', 'acme', '--no-progress'], {
    GITHUB_TOKEN: token('pat-classic', []),
  })
  expect(err).toMatch(/^Error {2}GITHUB_TOKEN: the token has no scopes/)
  expect(code).toBe(4)
})
