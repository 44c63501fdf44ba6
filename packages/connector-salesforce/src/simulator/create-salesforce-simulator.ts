import {
  base62,
  bearerToken,
  type Exchange,
  jsonAnswer,
  type Reply,
  RequestLog,
  runCommand,
  SimulatorClock,
  SimulatorServer,
  StableIds,
} from '@opencasb/simulator-kit'
import type { Grant, IntegrationRequest, SalesforceAuthKind, SalesforceSimulatedIntegration } from './access/grant.ts'
import { SignInServer } from './access/sign-in-server.ts'
import { ApiError } from './api-error.ts'
import { commandNames } from './command-names.ts'
import type { RunningSalesforceSimulator, SalesforceSimulatorOptions } from './options.ts'
import { createRestApi, targetOf } from './rest-api.ts'
import { SalesforceWorld } from './world/salesforce-world.ts'

const authKinds: readonly string[] = ['jwt-bearer', 'client-credentials', 'web-server']
const day = 86_400_000

/** Starts a simulated Salesforce organisation on loopback. */
export async function createSalesforceSimulator(
  options: SalesforceSimulatorOptions = {},
): Promise<RunningSalesforceSimulator> {
  const { seed = 1, pageSize = 2000, version = '66.0' } = options
  const { users = 900, things = 12, permissionSets = 20 } = options.world ?? {}
  const clock = new SimulatorClock(options.now ?? Date.now)
  const epoch = options.epoch ?? Math.floor(clock.now() / day) * day
  const world = new SalesforceWorld({ seed, users, things, permissionSets, epoch }, clock)
  const orgId = String(world.table('Organization')?.idAt(0))
  const server = new SignInServer({ seed, clock, orgId, rotates: options.rotateRefreshTokens ?? true })
  const integrationUsers = new StableIds(seed, 'integration user')
  const daily = { used: 0, limit: options.dailyRequests ?? 1_000_000 }
  const asked: { api: 'data' | 'tooling'; soql: string }[] = []
  const api = createRestApi({ world, version, pageSize, daily: () => daily, asked })
  const log = new RequestLog()
  const latency = { milliseconds: 0 }
  let integrations = 0

  const answer = (exchange: Exchange): Reply => {
    const reply = respond(exchange)
    return { ...reply, headers: { date: new Date(clock.now()).toUTCString(), ...reply.headers } }
  }

  const respond = (exchange: Exchange): Reply => {
    const { method, path } = exchange
    if (method === 'POST' && path === '/services/oauth2/token')
      return { ...server.token(exchange), route: 'POST /services/oauth2/token' }
    if (method === 'POST' && path === '/services/oauth2/revoke')
      return { ...server.revoke(exchange), route: 'POST /services/oauth2/revoke' }
    if (method === 'GET' && path === '/services/data') return { ...versions(version), route: 'GET /services/data' }
    const state = server.tokens.lookup(bearerToken(exchange.headers.authorization) ?? '', clock.now())
    const isApi = path.startsWith('/services/data/')
    if (state.kind !== 'good') {
      const route = isApi ? { route: `${method} /services/data` } : {}
      return { ...new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid').answer, ...route }
    }
    return call(exchange, state.grant)
  }

  const call = (exchange: Exchange, grant: Grant): Reply => {
    const { method, path } = exchange
    if (!grant.permissions.has('ApiEnabled')) {
      const refused = new ApiError(403, 'API_DISABLED_FOR_ORG', 'API is not enabled for this Organization or Partner')
      return { ...refused.answer, route: `${method} /services/data` }
    }
    if (daily.used >= daily.limit) {
      log.count('daily', { charged: 0, refused: true })
      const refused = new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')
      return { ...refused.answer, route: `${method} /services/data` }
    }
    daily.used++
    log.count('daily', { charged: 1 })
    const headers = { 'sforce-limit-info': `api-usage=${daily.used}/${daily.limit}` }
    try {
      const { route, body } = api.handle(method, targetOf(exchange), exchange.body, grant, exchange.host)
      return { ...jsonAnswer(body, 200, headers), route }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const known = error.code === 'NOT_FOUND' && !path.endsWith('/describe') ? {} : { route: `${method} ${path}` }
      return { ...jsonAnswer(error.body, error.status, headers), ...known }
    }
  }

  const http = new SimulatorServer({
    answer,
    log,
    latency,
    control: (method, path, body) => runCommand(running, commandNames, { method, path, body }),
  })
  const url = await http.listen(options.port)

  const running: RunningSalesforceSimulator = {
    url,
    world,
    get requests() {
      return log.records
    },
    queries: asked,
    clearRequests() {
      log.clear()
      asked.length = 0
    },
    usage: () => log.usage(),
    integration: (request) => integrate(request),
    mutate: (mutationSeed, changes) => world.mutate(mutationSeed, changes),
    revokeCredentials: () => server.revokeAll(),
    expireTokens: () => server.tokens.expire(),
    setDailyRequests(used, limit) {
      daily.used = used
      daily.limit = limit
    },
    setLatency(milliseconds) {
      latency.milliseconds = milliseconds
    },
    setNow: (moment) => clock.set(moment),
    advance: (milliseconds) => clock.advance(milliseconds),
    close: () => http.close(),
  }
  return running

  function integrate(request: IntegrationRequest): SalesforceSimulatedIntegration {
    const { authKind, permissions, hidden = [], baseUrl = url, dailyShare = 1 } = request
    if (!isAuthKind(authKind)) throw new Error(`${authKind} is no way to sign in to Salesforce`)
    const grant = {
      userId: integrationUsers.text(++integrations, { alphabet: base62, length: 18, prefix: '005' }),
      permissions: new Set(['ApiEnabled', ...permissions]),
      hidden: new Set(hidden),
    }
    const { credentials, secrets } = server.create(authKind, grant)
    return {
      config: { baseUrls: { login: baseUrl }, dailyShare },
      credentials: { kind: authKind, ...credentials },
      secrets,
    }
  }
}

function isAuthKind(kind: string): kind is SalesforceAuthKind {
  return authKinds.includes(kind)
}

function versions(newest: string): Reply {
  const list = Array.from({ length: 10 }, (_, at) => Number(newest) - 9 + at)
  return jsonAnswer(
    list.map((number) => ({ label: `Version ${number}`, url: `/services/data/v${number}.0`, version: `${number}.0` })),
  )
}
