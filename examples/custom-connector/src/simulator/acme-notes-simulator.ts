import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SimulatedRequest, Simulator } from '@opencasb/testkit'
import { createCredentials } from './credentials.ts'
import { createRoutes, type RouteAnswer } from './routes.ts'
import { createWorkspace } from './workspace.ts'

/** Small pages where there are few items, so that even a small tenant has several. */
const pageSizes = { empty: 100, small: 5, large: 100 } as const

/** A stateful fake of Acme Notes on loopback, for tests and demonstrations. */
export const acmeNotesSimulator: Simulator = {
  async start({ world, seed = 1 }) {
    const workspace = createWorkspace(world, seed)
    const credentials = createCredentials()
    const routes = createRoutes(workspace, credentials, pageSizes[world])
    const requests: SimulatedRequest[] = []

    const answer = (incoming: IncomingMessage, body: string): RouteAnswer => {
      const origin = `http://${incoming.headers.host}`
      const url = new URL(incoming.url ?? '/', origin)
      const { method = 'GET' } = incoming
      const grant = credentials.grantOf(incoming.headers.authorization)
      const route = routes.find((each) => each.method === method && each.pattern.test(url.pathname))
      const respond = (): RouteAnswer => {
        if (!route) return { status: 404, body: { message: 'No such route' } }
        const { requires } = route
        if (requires !== 'public' && !grant) return { status: 401, body: { message: 'Sign in first' } }
        if (requires.includes(':') && !grant?.permissions.has(requires)) {
          return { status: 403, body: { message: `The credential lacks ${requires}` } }
        }
        const [, id = ''] = route.pattern.exec(url.pathname) ?? []
        return route.answer({ query: url.searchParams, form: new URLSearchParams(body), id, origin, grant })
      }
      const answered = respond()
      requests.push({
        method,
        path: url.pathname + url.search,
        ...(route && { route: route.name }),
        status: answered.status ?? 200,
        authorized: incoming.headers.authorization !== undefined,
      })
      return answered
    }

    const server = createServer((incoming, response) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => send(answer(incoming, Buffer.concat(chunks).toString()), incoming, response))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    return {
      url,
      requests,
      integration: ({ authKind, permissions, baseUrl = url }) => credentials.issue(authKind, permissions, baseUrl),
      clearRequests: () => {
        requests.length = 0
      },
      mutate: workspace.mutate,
      revokeCredentials: credentials.revokeAll,
      expireTokens: credentials.expireTokens,
      async close() {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()))
        server.closeAllConnections()
        await closed
      },
    }
  },
}

/** Sends an answer; what the client has already is not sent again. */
function send({ status = 200, body, next }: RouteAnswer, incoming: IncomingMessage, response: ServerResponse): void {
  const text = JSON.stringify(body)
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  const unchanged = status === 200 && incoming.headers['if-none-match'] === etag
  response.writeHead(unchanged ? 304 : status, {
    'content-type': 'application/json',
    etag,
    ...(next !== undefined && { link: `<http://${incoming.headers.host}${next}>; rel="next"` }),
  })
  response.end(unchanged ? undefined : text)
}
