import { type RateLimiter, type StoredCredentials, secret, type Transport, type TransportRequest } from '@opencasb/core'
import type { FacetContext, OpenContext, StreamContext } from '@opencasb/core/connector'
import { createFakeClock } from '@opencasb/testkit'
import { type M365Config, m365Config } from '../src/config.ts'
import type { M365Options } from '../src/options.ts'
import type { M365Session } from '../src/session.ts'
import { openSession } from '../src/sign-in/open-session.ts'

type RateObservation = Parameters<RateLimiter['observe']>[0]
type RateTicket = Parameters<RateLimiter['run']>[0]

/** What a fake Graph answers; `undefined` for 404. */
export interface FakeAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Answers one request. */
export type FakeHandler = (request: TransportRequest) => FakeAnswer | undefined

/** A Graph that a test writes down, and all that was asked of it. */
export interface FakeGraph {
  readonly transport: Transport
  readonly requests: TransportRequest[]
  /** What the limiter was told, and what it was asked for. */
  readonly observed: RateObservation[]
  readonly tickets: RateTicket[]
}

const date = 'Thu, 01 Jan 2026 00:00:00 GMT'
export const tenantId = '11111111-1111-4111-8111-111111111111'
export const clientId = '22222222-2222-4222-8222-222222222222'

/** An access token as Microsoft issues it, with these permissions. */
export function accessToken(roles: readonly string[]): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256' })}.${part({ tid: tenantId, roles })}.signature`
}

/** Makes a Graph with a token endpoint that answers everything else as the test says. */
export function fakeGraph(handler: FakeHandler = () => undefined): FakeGraph {
  const requests: TransportRequest[] = []
  const send: Transport['send'] = async (request) => {
    requests.push(request)
    const answer = handler(request) ?? signInAnswer(request)
    const {
      status = 200,
      headers = {},
      body = {},
    } = answer ?? {
      status: 404,
      body: { error: { code: 'Request_ResourceNotFound', message: '' } },
    }
    return {
      status,
      headers: { date, 'content-type': 'application/json', ...headers },
      read: async () => new TextEncoder().encode(JSON.stringify(body)),
      discard: async () => undefined,
    }
  }
  return { transport: { send, close: async () => undefined }, requests, observed: [], tickets: [] }
}

function signInAnswer({ url }: TransportRequest): FakeAnswer | undefined {
  if (url.pathname.endsWith('/oauth2/v2.0/token')) {
    return { body: { access_token: accessToken(['User.Read.All']), expires_in: 3599, token_type: 'Bearer' } }
  }
  return undefined
}

/** Credentials of a kind that every test may use. */
const clientSecret: StoredCredentials = {
  kind: 'client-secret',
  fields: { clientId },
  secrets: { clientSecret: secret('sim~secret') },
}

/** A configuration with everything else by default. */
export function configOf(value: object): M365Config {
  const result = m365Config['~standard'].validate(value)
  if (result instanceof Promise || result.issues) throw new Error('the configuration does not fit')
  return result.value
}

/** What a connector gets to open, with a fake Graph behind it. */
export function openContext(
  graph: FakeGraph,
  changes: Partial<OpenContext<M365Config>> & { readonly stored?: StoredCredentials } = {},
): OpenContext<M365Config> {
  const { stored = clientSecret, ...rest } = changes
  return {
    config: configOf({ tenant: tenantId }),
    credentials: {
      kind: stored.kind,
      read: async () => ({ credentials: stored, version: '1' }),
      replace: async () => false,
      exclusive: (work) => work(),
    },
    limiter: {
      run: (ticket, task) => {
        graph.tickets.push(ticket)
        return task()
      },
      observe: (observation) => void graph.observed.push(observation),
      takeRetry: () => true,
      usage: () => [],
    },
    cache: { get: async () => undefined, set: async () => undefined },
    clock: createFakeClock({ start: new Date('2026-01-01T00:00:00Z') }),
    transport: graph.transport,
    signal: new AbortController().signal,
    log: { debug: () => undefined, warn: () => undefined },
    ...rest,
  }
}

/** A signed-in session on a fake Graph. */
export function openFake(
  graph: FakeGraph,
  changes: Parameters<typeof openContext>[1] = {},
  options: M365Options = {},
): Promise<M365Session> {
  return openSession(openContext(graph, changes), options)
}

/** What a stream or a facet gets. */
export function streamContext(
  session: M365Session,
  changes: Partial<StreamContext<M365Session>> = {},
): StreamContext<M365Session> & FacetContext<M365Session> {
  return {
    session,
    partition: { key: tenantId, name: 'acme' },
    signal: new AbortController().signal,
    log: { debug: () => undefined, warn: () => undefined },
    wants: () => true,
    ...changes,
  }
}

/** Collects all pages of a stream. */
export async function allOf<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const page of pages) all.push(page)
  return all
}
