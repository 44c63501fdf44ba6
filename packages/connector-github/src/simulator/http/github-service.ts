import type { Reply, RequestLog, SimulatorClock, Exchange as SimulatorExchange } from '@opencasb/simulator-kit'
import type { Credentials } from '../access/credentials.ts'
import type { GraphqlService } from '../graphql/graphql-service.ts'
import type { Limiter } from '../limits/limiter.ts'
import type { Resource } from '../limits/quota.ts'
import { problem } from './answer.ts'
import { type Exchange, payerName, readExchange } from './exchange.ts'
import { refusalAnswer } from './refusal.ts'
import type { RestService } from './rest-service.ts'
import { standardHeaders } from './standard-headers.ts'

/** What requests are handed on to. */
export interface GithubServices {
  readonly rest: RestService
  readonly graphql: GraphqlService
  readonly credentials: Credentials
  readonly limiter: Limiter
  readonly log: RequestLog
  readonly clock: SimulatorClock
}

/** Answers whatever is sent to GitHub: knows the sender, counts the limits and adds the headers that every answer has. */
export class GithubService {
  readonly #services: GithubServices
  #count = 0

  constructor(services: GithubServices) {
    this.#services = services
  }

  async answer(request: SimulatorExchange): Promise<Reply> {
    const { credentials, limiter, log, clock } = this.#services
    const now = clock.now()
    const identity = credentials.identify(request.headers.authorization, now)
    const exchange = readExchange(request, identity)
    const { method, payer } = exchange
    const graphql = isGraphql(request)
    const resource: Resource = graphql ? 'graphql' : 'core'
    const points = method === 'GET' || graphql ? 1 : 5
    const refusal = limiter.begin(payer, resource, points, now)
    if (refusal) log.count(resource, { charged: 0, refused: true })
    const done = refusal ? undefined : () => limiter.end(payer)
    let reply: Reply
    try {
      reply = refusal
        ? refusalAnswer(refusal, payerName(identity), limiter.limits)
        : await this.#answer(exchange, graphql)
    } catch (error) {
      done?.()
      throw error
    }
    const { status, headers, body, route } = reply
    const moment = clock.now()
    const standard = standardHeaders(limiter.quota(payer, resource, moment), ++this.#count, moment)
    return { status, headers: { ...standard, ...headers }, body, route, done }
  }

  async #answer(exchange: Exchange, graphql: boolean): Promise<Reply> {
    const { rest, graphql: service, clock } = this.#services
    if (exchange.headers['user-agent'] === undefined) {
      const message =
        'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.'
      return problem(403, message)
    }
    if (graphql) return { ...(await service.answer(exchange, clock.now())), route: 'POST /graphql' }
    return rest.answer(exchange, clock.now())
  }
}

function isGraphql({ method, path }: SimulatorExchange): boolean {
  return method === 'POST' && (path === '/graphql' || path === '/api/graphql')
}
