import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Reply } from './answer.ts'
import { createExchange, type Exchange } from './exchange.ts'
import type { RequestLog } from './request-log.ts'

/** Larger bodies are refused. */
const maxBody = 4 * 1024 * 1024

/** Where the simulator itself is spoken to. */
const controlPrefix = '/_simulator/'

/** What a {@link SimulatorServer} takes. */
export interface SimulatorServerOptions {
  /** Answers a request. Everything that the vendor does is in here: credentials, limits, routes. */
  readonly answer: (exchange: Exchange) => Reply | Promise<Reply>
  readonly log: RequestLog
  /** Time that each answer takes; may be changed while it runs. @default none */
  readonly latency?: { readonly milliseconds: number }
  /**
   * Answers what is sent to `/_simulator/…`; the result goes back as JSON, an error as its message with status 400. Such
   * requests are not logged. @default there is nothing there
   */
  readonly control?: (method: string, path: string, body: string) => unknown
}

/** Answers over HTTP on loopback, with connections that are kept. */
export class SimulatorServer {
  readonly #options: SimulatorServerOptions
  readonly #server: Server

  constructor(options: SimulatorServerOptions) {
    this.#options = options
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        // A defect of the simulator must be seen at once, not taken for a fault of the vendor.
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
        response.end(`The simulator failed: ${error instanceof Error ? error.stack : String(error)}`)
      })
    })
  }

  /**
   * Starts to listen and tells where, without a trailing slash.
   * @param port @default a free one
   */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', resolve)
    })
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Ends all connections; resolves when nothing is open any more. */
  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
    })
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: target = '/', headers } = request
    const { answer, control, latency, log } = this.#options
    if (control && target.startsWith(controlPrefix)) {
      return runControl(control, method, target, await readBody(request), response)
    }
    const body = method === 'GET' ? '' : await readBody(request)
    const reply = await answer(createExchange({ method, target, headers, body }))
    try {
      if (latency && latency.milliseconds > 0) await delay(latency.milliseconds)
      send(response, reply)
    } finally {
      reply.done?.()
    }
    log.add({
      method,
      path: target,
      ...(reply.route === undefined ? {} : { route: reply.route }),
      status: reply.status,
      authorized: headers.authorization !== undefined,
    })
  }
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  // The vendor's clock is the simulator's, so that its answer says the date or none does.
  response.sendDate = false
  response.writeHead(status, bytes ? { ...headers, 'content-length': String(bytes.length) } : { ...headers })
  response.end(bytes)
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

function runControl(
  control: (method: string, path: string, body: string) => unknown,
  method: string,
  target: string,
  body: string,
  response: ServerResponse,
): void {
  let status = 200
  let result: unknown
  try {
    result = control(method, target.slice(controlPrefix.length), body)
  } catch (error) {
    status = 400
    result = { message: error instanceof Error ? error.message : String(error) }
  }
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(result ?? null))
}
