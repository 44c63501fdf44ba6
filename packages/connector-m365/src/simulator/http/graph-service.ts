import {
  type Answer,
  bearerToken,
  createExchange,
  type Exchange,
  jsonAnswer,
  jsonBody,
  type Reply,
  type RequestLog,
  Router,
  type SimulatorClock,
  wordsOf,
} from '@opencasb/simulator-kit'
import type { AppRegistration } from '../access/app-registration.ts'
import type { Credentials } from '../access/credentials.ts'
import { tokenAnswer } from '../access/token-endpoint.ts'
import type { GraphLimiter } from '../limits/graph-limiter.ts'
import { graphRoutes } from '../routes/routes.ts'
import type { M365World } from '../world/world.ts'
import { denied, graphFailure } from './graph-failure.ts'
import type { GraphRoute } from './graph-route.ts'

/** What the service works with. */
export interface GraphServiceParts {
  readonly world: M365World
  readonly credentials: Credentials
  readonly limiter: GraphLimiter
  readonly log: RequestLog
  readonly clock: SimulatorClock
}

/** @see https://learn.microsoft.com/en-us/graph/json-batching#batch-size-limitations */
const batchSize = 20

/** Answers the token endpoint and Graph, both at one address. */
export class GraphService {
  readonly #parts: GraphServiceParts
  readonly #router = new Router<GraphRoute, readonly string[]>(
    graphRoutes,
    Object.fromEntries(graphRoutes.map(({ route, permissions }) => [route, permissions])),
  )

  constructor(parts: GraphServiceParts) {
    this.#parts = parts
  }

  answer(exchange: Exchange): Reply {
    return this.#dated(this.#route(exchange), this.#parts.clock.now())
  }

  #dated(reply: Reply, now: number): Reply {
    const headers = { 'request-id': '00000000-0000-0000-0000-000000000000', ...reply.headers }
    return { ...reply, headers: { ...headers, date: new Date(now).toUTCString() } }
  }

  #route(exchange: Exchange): Reply {
    const words = wordsOf(exchange.path)
    const [first = '', ...rest] = words
    if (rest.join('/') === 'oauth2/v2.0/token') {
      return { ...this.#token(exchange, first), route: 'POST /{tenant}/oauth2/v2.0/token' }
    }
    if (rest.join('/') === 'v2.0/.well-known/openid-configuration') {
      return { ...jsonAnswer({ issuer: first }), route: 'GET /{tenant}/v2.0/.well-known/openid-configuration' }
    }
    if (first !== 'v1.0' && first !== 'beta') return graphFailure(400, 'BadRequest', 'Invalid version.')
    const state = this.#parts.credentials.tokens.lookup(
      bearerToken(exchange.headers.authorization) ?? '',
      this.#parts.clock.now(),
    )
    if (state.kind !== 'good') {
      const problem =
        state.kind === 'expired'
          ? 'Lifetime validation failed, the token is expired.'
          : 'Access token validation failure.'
      return {
        ...graphFailure(401, 'InvalidAuthenticationToken', problem),
        route: `${exchange.method} ${this.#nameOf(exchange, rest)}`,
      }
    }
    if (exchange.method === 'POST' && rest.join('/') === '$batch') {
      return { ...this.#batch(exchange, first, state.grant), route: 'POST /$batch' }
    }
    return this.#one(exchange, first, rest, state.grant)
  }

  #nameOf(exchange: Exchange, words: readonly string[]): string {
    const match = this.#router.match(exchange.method, words)
    return match?.route.route.split(' ')[1] ?? `/${words.join('/')}`
  }

  #token(exchange: Exchange, tenant: string): Answer {
    const { world, credentials, clock } = this.#parts
    return tokenAnswer(exchange, tenant, {
      credentials,
      tenantId: world.tenantId,
      domains: world.domains.flatMap(({ id, isVerified }) => (isVerified && id ? [id] : [])),
      now: clock.now(),
    })
  }

  #one(exchange: Exchange, version: 'v1.0' | 'beta', words: readonly string[], app: AppRegistration): Reply {
    const { world, limiter, clock, log } = this.#parts
    const match = this.#router.match(exchange.method, words)
    if (!match || (match.route.beta && version !== 'beta')) {
      return graphFailure(400, 'BadRequest', `Resource not found for the segment '${words.at(-1)}'.`)
    }
    const { route, permission, parameters } = match
    const charge = limiter.charge(route, exchange.query, app.clientId, clock.now())
    const workload = route.workload ?? 'identity'
    log.count(workload, { charged: charge.units, refused: charge.refusal !== undefined })
    if (charge.refusal) return { ...charge.refusal, route: route.route }
    const roles = new Set(app.roles)
    if (!permission.some((one) => roles.has(one))) return { ...denied(), route: route.route }
    const answer = route.answer({
      world,
      version,
      path: `/${words.map(encodeURIComponent).join('/')}`,
      query: exchange.query,
      headers: exchange.headers,
      body: exchange.body,
      parameters,
      host: exchange.host,
      roles,
      now: clock.now(),
    })
    return { ...answer, headers: { ...charge.headers, ...answer.headers }, route: route.route }
  }

  #batch(exchange: Exchange, version: 'v1.0' | 'beta', app: AppRegistration): Answer {
    const body = jsonBody(exchange.body)
    const requests = typeof body === 'object' && body !== null && 'requests' in body ? body.requests : undefined
    if (!Array.isArray(requests)) return graphFailure(400, 'BadRequest', 'Invalid batch payload format.')
    if (requests.length > batchSize) {
      return graphFailure(400, 'BadRequest', `Number of batch request steps exceeds the maximum value of ${batchSize}.`)
    }
    const responses = requests.map((request: unknown) => this.#part(request, exchange, version, app))
    // Graph answers in whatever order.
    return jsonAnswer({ responses: responses.toReversed() })
  }

  #part(request: unknown, exchange: Exchange, version: 'v1.0' | 'beta', app: AppRegistration): object {
    const { id, method, url } = request as { readonly id: string; readonly method: string; readonly url: string }
    const part = createExchange({ method, target: `/${version}${url}`, headers: exchange.headers })
    const [, ...words] = wordsOf(part.path)
    const { status, headers, body } = this.#one(part, version, words, app)
    const named = Object.fromEntries(
      Object.entries(headers ?? {}).map(([name, value]) => [name === 'retry-after' ? 'Retry-After' : name, value]),
    )
    return { id, status, headers: named, body: body === undefined ? undefined : (JSON.parse(String(body)) as unknown) }
  }
}
