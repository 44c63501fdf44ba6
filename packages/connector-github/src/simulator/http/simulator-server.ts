import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Credentials } from '../access/credentials.ts'
import type { GraphqlService } from '../graphql/graphql-service.ts'
import type { Limiter } from '../limits/limiter.ts'
import type { Resource } from '../limits/quota.ts'
import { type Answer, bodyOf, problem } from './answer.ts'
import { type Exchange, payerName, payerOf, type Reply, readTarget } from './exchange.ts'
import { refusalAnswer } from './refusal.ts'
import type { RequestLog } from './request-log.ts'
import type { RestService } from './rest-service.ts'
import type { SimulatorClock } from './simulator-clock.ts'
import { standardHeaders } from './standard-headers.ts'

/** Larger bodies are refused. */
const maxBody = 4 * 1024 * 1024

/** What the server hands requests on to. */
export interface SimulatorServices {
  readonly rest: RestService
  readonly graphql: GraphqlService
  readonly credentials: Credentials
  readonly limiter: Limiter
  readonly log: RequestLog
  readonly clock: SimulatorClock
  readonly latency: { milliseconds: number }
  /** Answers what is meant for the simulator itself. */
  readonly control: (method: string, path: string, body: string) => unknown
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBody) throw new Error('the body is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function isGraphql(method: string, target: string): boolean {
  return method === 'POST' && (target === '/graphql' || target === '/api/graphql')
}

/** Answers over HTTP on loopback. */
export class SimulatorServer {
  readonly #services: SimulatorServices
  readonly #server: Server
  #count = 0

  constructor(services: SimulatorServices) {
    this.#services = services
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        // A defect of the simulator must be seen at once, not taken for a fault of GitHub.
        response.writeHead(500, { 'content-type': 'text/plain' })
        response.end(`The simulator failed: ${error instanceof Error ? error.stack : String(error)}`)
      })
    })
  }

  /** Starts to listen and tells where. */
  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', resolve)
    })
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
    })
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: target = '/', headers } = request
    if (target.startsWith('/_simulator/')) return this.#controlled(request, response, method, target)
    const { credentials, limiter, log, clock, latency } = this.#services
    const body = method === 'GET' ? '' : await readBody(request)
    const now = clock.now()
    const identity = credentials.identify(headers.authorization, now)
    const payer = payerOf(identity)
    const host = headers.host ?? '127.0.0.1'
    const exchange: Exchange = { method, target, ...readTarget(target), host, headers, body, identity, payer }
    const graphql = isGraphql(method, exchange.prefix + exchange.path)
    const resource: Resource = graphql ? 'graphql' : 'core'
    const points = method === 'GET' || graphql ? 1 : 5
    const refusal = limiter.begin(payer, resource, points, now)
    let reply: Reply
    try {
      if (latency.milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, latency.milliseconds))
      if (refusal) log.count(resource, { charged: 0, refused: true })
      reply = refusal
        ? plain(refusalAnswer(refusal, payerName(identity), limiter.limits))
        : await this.#answer(exchange, graphql)
    } finally {
      if (!refusal) limiter.end(payer)
    }
    const moment = clock.now()
    const standard = standardHeaders(limiter.quota(payer, resource, moment), ++this.#count, moment)
    const length = reply.body === undefined ? {} : { 'content-length': String(reply.body.length) }
    response.sendDate = false
    response.writeHead(reply.status, { ...standard, ...reply.headers, ...length })
    response.end(reply.body)
    log.add({
      method,
      path: target,
      ...(reply.route === undefined ? {} : { route: reply.route }),
      status: reply.status,
      authorized: headers.authorization !== undefined,
    })
  }

  async #answer(exchange: Exchange, graphql: boolean): Promise<Reply> {
    const { rest, graphql: service, clock } = this.#services
    if (exchange.headers['user-agent'] === undefined) {
      const message =
        'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.'
      return plain(problem(403, message))
    }
    if (graphql) return { ...plain(await service.answer(exchange, clock.now())), route: 'POST /graphql' }
    return rest.answer(exchange, clock.now())
  }

  async #controlled(request: IncomingMessage, response: ServerResponse, method: string, target: string): Promise<void> {
    let status = 200
    let result: unknown
    try {
      result = this.#services.control(method, target.slice('/_simulator/'.length), await readBody(request))
    } catch (error) {
      status = 400
      result = { message: error instanceof Error ? error.message : String(error) }
    }
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(result ?? null))
  }
}

function plain(answer: Answer): Reply {
  return {
    status: answer.status,
    headers: answer.headers ?? {},
    body: bodyOf(answer),
    route: undefined,
  }
}
