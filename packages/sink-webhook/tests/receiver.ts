import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** One request as it arrived. */
export interface Arrived {
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string
  /** The address that was connected to. */
  readonly localAddress: string | undefined
}

/** A receiver of webhooks on this machine. */
export interface Receiver {
  readonly url: string
  readonly port: number
  readonly arrived: Arrived[]
  /** Decides about the next answers. */
  answer: (response: ServerResponse, request: Arrived) => void
  /** Refuses connections until it is up again. */
  down(): Promise<void>
  up(): Promise<void>
}

/** Starts a receiver that says 204 until it is told otherwise. */
export async function startReceiver(host = '127.0.0.1'): Promise<Receiver> {
  const arrived: Arrived[] = []
  const receiver = {
    answer: (response: ServerResponse): void => {
      response.writeHead(204).end()
    },
  } as Pick<Receiver, 'answer'>
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one: Arrived = {
        path: request.url ?? '',
        headers: plain(request.headers),
        body: Buffer.concat(chunks).toString(),
        localAddress: request.socket.localAddress,
      }
      arrived.push(one)
      receiver.answer(response, one)
    })
  })
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const down = async (): Promise<void> => {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  onTestFinished(down)
  return Object.assign(receiver, {
    url: `http://${host}:${port}/hook`,
    port,
    arrived,
    down,
    up: () => listen(port),
  })
}

function plain(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
