import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A local HTTP server that a test started. */
export interface StartedServer {
  readonly url: string
  /** Connections accepted so far. */
  readonly connections: () => number
  close(): Promise<void>
}

/** Starts a server on loopback. */
export async function startServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<StartedServer> {
  let connections = 0
  const server = createServer(answer)
  server.on('connection', () => connections++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
