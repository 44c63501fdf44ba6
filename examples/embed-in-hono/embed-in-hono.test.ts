import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { github } from '@opencasb/connector-github'
import { createGithubSimulator, type RunningGithubSimulator } from '@opencasb/connector-github/simulator'
import {
  type ConnectorDescription,
  createScanner,
  type Finding,
  type Integration,
  permissionsFor,
  type Scanner,
  StateError,
} from '@opencasb/core'
import { webhookSink } from '@opencasb/sink-webhook'
import { createSqliteState } from '@opencasb/store-sqlite'
import { createVault, environmentKey } from '@opencasb/vault'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Visitor } from './authentication.ts'
import { createApp } from './create-app.ts'
import type { Received } from './routes/webhook.ts'

const secret = `whsec_${randomBytes(32).toString('base64')}`
const keys = new Map<string, Visitor>([
  ['key-of-acme', { name: 'security team', customer: 'acme' }],
  ['key-of-globex', { name: 'security team', customer: 'globex' }],
])
const received: Received[] = []
let simulator: RunningGithubSimulator
let scanner: Scanner
let app: Hono
let server: ReturnType<typeof createAdaptorServer>

beforeAll(async () => {
  const organizations = [{ login: 'acme', posture: 'lax', repositories: 5, members: 4 }] as const
  simulator = await createGithubSimulator({ organizations, limits: 'off' })
  server = createAdaptorServer({ fetch: (request) => app.fetch(request) })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const state = createSqliteState({ path: join(await mkdtemp(join(tmpdir(), 'opencasb-hono-')), 'opencasb.db') })
  scanner = createScanner({
    connectors: [github()],
    state,
    credentials: createVault({
      store: state.sealed,
      keys: environmentKey({ value: randomBytes(32).toString('base64') }),
    }),
    sinks: [
      webhookSink({
        url: `http://127.0.0.1:${port}/hooks/opencasb`,
        secret,
        allow: ['127.0.0.1/32'],
        allowHttp: true,
      }),
    ],
  })
  app = createApp({
    scanner,
    keys,
    servers: { github: { baseUrl: simulator.url } },
    webhookSecrets: [secret],
    receive: (message) => received.push(message),
  })
})
afterAll(async () => {
  await scanner.close()
  server.close()
  await simulator.close()
})

/** What some of the answers hold. */
interface Answer {
  readonly error: string
  readonly status: string
  readonly integration: Integration
  readonly items: readonly Finding[]
  readonly erased: { readonly findings: number }
  readonly remaining: readonly string[]
}

async function ask<T = Answer>(
  method: string,
  path: string,
  {
    key = 'key-of-acme',
    body,
    text = body === undefined ? undefined : JSON.stringify(body),
  }: { readonly key?: string; readonly body?: unknown; readonly text?: string | undefined } = {},
): Promise<{ readonly status: number; readonly body: T }> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const answer = await app.request(path, { method, headers, ...(text !== undefined && { body: text }) })
  return { status: answer.status, body: (await answer.json()) as T }
}

/** A wish to connect, with something else in it. */
function connecting(other: Readonly<Record<string, unknown>>): unknown {
  const credentials = { kind: 'pat-classic', token: 'ghp_0123456789' }
  return { connector: 'github', config: { organizations: ['acme'] }, credentials, ...other }
}

let integration: Integration

it('lets nobody in without a key', async () => {
  for (const path of ['/api/integrations', '/api/findings', '/api/integrations/connectors']) {
    expect((await app.request(path)).status).toBe(401)
  }
})

it('gives what forms are made of', async () => {
  const { body } = await ask<readonly ConnectorDescription[]>('GET', '/api/integrations/connectors')
  expect(body[0]?.config).toMatchObject({ properties: { organizations: { type: 'array' } } })
  expect(body[0]?.auth.map(({ kind }) => kind)).toContain('github-app')
})

it('names what is wrong before anything is stored', async () => {
  const body = {
    connector: 'github',
    config: { organizations: [] },
    credentials: { kind: 'pat-classic', token: 'ghp_0123456789' },
  }
  const answer = await ask('POST', '/api/integrations', { body })
  expect(answer.status).toBe(400)
  expect(answer.body.error).toContain('config.organizations')
  expect((await ask('GET', '/api/integrations')).body).toEqual([])
})

it.each<[string, unknown, RegExp]>([
  ['no JSON', undefined, /^body: must be JSON$/],
  ['no object', null, /^body: must be an object$/],
  ['a list', [], /^body: must be an object$/],
  ['an empty object', {}, /^connector: must be one of github, /],
  ['an unknown connector', { connector: 'constructor', config: {}, credentials: {} }, /^connector: must be one of /],
  ['a name that is none', connecting({ name: 5 }), /^name: must be a text$/],
  ['an empty name', connecting({ name: ' ' }), /^name: must not be empty$/],
  ['no configuration', connecting({ config: null }), /^config: must be an object$/],
  ['no credentials', connecting({ credentials: 'ghp_0123456789' }), /^credentials: must be an object$/],
  [
    'no way to sign in',
    connecting({ credentials: { token: 'ghp_0123456789' } }),
    /^credentials\.kind: must be a text$/,
  ],
  [
    'a credential that is no text',
    connecting({ credentials: { kind: 'pat-classic', token: { a: 1 } } }),
    /^credentials\.token: must be a text$/,
  ],
  [
    'an owner',
    connecting({ owner: 'globex' }),
    /^body: takes connector, name, config and credentials, and nothing else$/,
  ],
])('answers a wish to connect that is %s with 400 and the field', async (_, body, message) => {
  const answer = await ask('POST', '/api/integrations', body === undefined ? { text: 'x' } : { body })
  expect(answer.status).toBe(400)
  expect(answer.body.error).toMatch(message)
  expect((await ask('GET', '/api/integrations')).body).toEqual([])
})

it.each([
  ['github', { organizations: ['acme'] }, 'baseUrl'],
  ['google', { adminEmail: 'admin@acme.example' }, 'baseUrls'],
  ['m365', { tenant: 'acme.onmicrosoft.com' }, 'baseUrls'],
  ['salesforce', {}, 'baseUrls'],
  ['salesforce', {}, 'audience'],
])('lets no customer of %s, with %j, choose %s', async (connector, config, field) => {
  const inside = JSON.stringify('http://169.254.169.254')
  const text = `{"connector":"${connector}","credentials":{"kind":"any"},"config":{${[
    ...Object.entries(config).map(([name, value]) => `"${name}":${JSON.stringify(value)}`),
    `"${field}":${inside}`,
  ].join()}}}`
  const answer = await ask('POST', '/api/integrations', { text })
  expect([answer.status, answer.body.error]).toEqual([
    400,
    expect.stringMatching(new RegExp(`^config\\.${field}: cannot be chosen here; there are `)),
  ])
})

it('lets no customer sign in with a file of the machine', async () => {
  const credentials = { kind: 'federated-credential', clientId: 'c', assertionFile: '/var/run/secrets/token' }
  const answer = await ask('POST', '/api/integrations', {
    body: { connector: 'm365', config: { tenant: 'acme.onmicrosoft.com' }, credentials },
  })
  expect([answer.status, answer.body.error]).toEqual([
    400,
    'credentials.kind: cannot be chosen here; there are certificate, client-secret',
  ])
})

it('connects an organization for the customer and scans it', async () => {
  const permissions = permissionsFor(github(), 'pat-classic').map(({ permission }) => permission)
  const { config: simulated, credentials } = simulator.integration({ authKind: 'pat-classic', permissions })
  const { baseUrl, ...config } = simulated
  const elsewhere = { connector: 'github', config: { ...config, baseUrl: 'http://169.254.169.254' }, credentials }
  expect((await ask('POST', '/api/integrations', { body: elsewhere })).status).toBe(400)
  expect(baseUrl).toBe(simulator.url)
  const answer = await ask('POST', '/api/integrations', { body: { connector: 'github', config, credentials } })
  expect(answer.status).toBe(201)
  integration = answer.body.integration
  expect(integration.owner).toBe('acme')
  expect(JSON.stringify(answer.body)).not.toContain(credentials['token'])
  const scanned = await ask('POST', `/api/integrations/${integration.id}/scan`)
  expect(scanned.body).toMatchObject({ status: 'complete' })
})

it('shows a customer nothing of another', async () => {
  expect((await ask('GET', '/api/findings')).body.items.length).toBeGreaterThan(0)
  const key = 'key-of-globex'
  expect((await ask('GET', '/api/findings', { key })).body.items).toEqual([])
  expect((await ask('GET', `/api/integrations/${integration.id}`, { key })).status).toBe(404)
  expect((await ask('DELETE', `/api/integrations/${integration.id}`, { key })).status).toBe(404)
})

it('accepts a risk with a reason, in the name of the visitor', async () => {
  const [finding] = (await ask('GET', '/api/findings?severity=high')).body.items
  const path = `/api/findings/${integration.id}/${finding?.fingerprint}/ignore`
  const { body } = await ask('POST', path, { body: { reason: 'test organization' } })
  expect(body).toMatchObject({ state: 'ignored', ignore: { by: 'security team', reason: 'test organization' } })
  const wrong = [{ body: { reason: '' } }, { body: { reason: 5 } }, { body: {} }, { body: null }, { text: 'x' }]
  for (const given of wrong) {
    const answer = await ask('POST', path, given)
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringMatching(/^(reason|body): must /)])
  }
})

it('keeps trouble of the host itself to its own log', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const trouble = new StateError('/srv/canary.db: the disk is full', { reason: 'full' })
  const list = vi.spyOn(scanner.integrations, 'list').mockRejectedValue(trouble)
  const answer = await ask('GET', '/api/integrations')
  expect(answer).toEqual({ status: 500, body: { error: 'Something went wrong on our side; try again later' } })
  expect(log).toHaveBeenCalledWith(trouble)
  for (const spy of [log, list]) spy.mockRestore()
})

it('tells its own product by a signed webhook', async () => {
  await scanner.outbox.deliver()
  expect(received.map(({ type }) => type)).toContain('finding.opened')
  const forged = await app.request('/hooks/opencasb', { method: 'POST', body: '{}' })
  expect(forged.status).toBe(400)
})

it('deletes, and says what was erased and what remains', async () => {
  const { body } = await ask('DELETE', `/api/integrations/${integration.id}`)
  expect(body.erased.findings).toBeGreaterThan(0)
  expect(body.remaining.length).toBeGreaterThan(0)
  expect((await ask('GET', '/api/findings')).body.items).toEqual([])
})
