import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What reached the foreign server. */
export interface ForeignRequest {
  readonly method: string
  readonly path: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A server that nobody ought to talk to: credentials that reach it have leaked. */
export interface ForeignServer {
  /** Where it listens, without a trailing slash; another port is another origin. */
  readonly url: string
  readonly requests: readonly ForeignRequest[]
  /** Requests that carried an authorisation header, a cookie, or one of the secrets anywhere. */
  leaks(secrets: readonly string[]): readonly ForeignRequest[]
  clear(): void
  close(): Promise<void>
}

/** Starts a server on loopback that answers everything with an empty list and remembers who asked. */
export async function startForeignServer(): Promise<ForeignServer> {
  const requests: ForeignRequest[] = []
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
      const body = Buffer.concat(chunks).toString('utf8')
      requests.push({ method: incoming.method ?? '', path: incoming.url ?? '', headers, body })
      response.setHeader('content-type', 'application/json')
      response.end('[]')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    leaks: (secrets) =>
      requests.filter((request) => {
        if (request.headers['authorization'] || request.headers['cookie']) return true
        const text = JSON.stringify(request) + decodeURIComponentSafely(request.path)
        return secrets.some((secret) => text.includes(secret))
      }),
    clear: () => {
      requests.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function decodeURIComponentSafely(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
