import { type CachedAnswer, secret, type Transport, type TransportRequest } from '@opencasb/core'
import type { FacetContext, OpenContext, StreamContext } from '@opencasb/core/connector'
import { createFakeClock } from '@opencasb/testkit'
import type { GithubConfig } from '../src/config.ts'
import type { GithubSession } from '../src/session.ts'
import { openSession } from '../src/sign-in/open-session.ts'

/** What a fake GitHub answers; `undefined` for 404. */
export interface FakeAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Answers one request. */
export type FakeHandler = (request: TransportRequest & { readonly json: unknown }) => FakeAnswer | undefined

/** A GitHub that a test writes down, and all that was asked of it. */
export interface FakeGithub {
  readonly transport: Transport
  readonly requests: TransportRequest[]
}

const date = 'Thu, 01 Jan 2026 00:00:00 GMT'

/** Makes a GitHub with one organisation, `acme`, that answers everything else as the test says. */
export function fakeGithub(handler: FakeHandler = () => undefined): FakeGithub {
  const requests: TransportRequest[] = []
  const send: Transport['send'] = async (request) => {
    requests.push(request)
    const json: unknown = request.body === undefined ? undefined : JSON.parse(request.body)
    const answer = handler({ ...request, json }) ?? organizationAnswer(request)
    const { status = 200, headers = {}, body = {} } = answer ?? { status: 404, body: { message: 'Not Found' } }
    return {
      status,
      headers: { date, 'content-type': 'application/json', ...headers },
      read: async () => new TextEncoder().encode(JSON.stringify(body)),
      discard: async () => undefined,
    }
  }
  return { transport: { send, close: async () => undefined }, requests }
}

function organizationAnswer({ url }: TransportRequest): FakeAnswer | undefined {
  return url.pathname === '/orgs/acme' ? { body: acme } : undefined
}

/** The organisation as an owner sees it. */
export const acme = {
  node_id: 'O_1',
  login: 'acme',
  html_url: 'https://github.com/acme',
  is_verified: true,
  plan: { name: 'enterprise' },
  two_factor_requirement_enabled: true,
  default_repository_permission: 'read',
}

/** Credentials of a kind that every test may use. */
export const classicToken = { kind: 'pat-classic', fields: {}, secrets: { token: secret(`ghp_${'a'.repeat(36)}`) } }

/** What a connector gets to open, with a fake GitHub behind it. */
export function openContext(
  { transport }: FakeGithub,
  changes: Partial<OpenContext<GithubConfig>> & { readonly stored?: typeof classicToken } = {},
): OpenContext<GithubConfig> {
  const { stored = classicToken, ...rest } = changes
  const kept = new Map<string, CachedAnswer>()
  return {
    config: { organizations: ['acme'], baseUrl: 'https://api.github.com' },
    credentials: {
      kind: stored.kind,
      read: async () => ({ credentials: stored, version: '1' }),
      replace: async () => false,
      exclusive: (work) => work(),
    },
    limiter: { run: (_ticket, task) => task(), observe: () => undefined, takeRetry: () => true, usage: () => [] },
    cache: {
      get: async (key) => kept.get(key),
      set: async (key, answer) => void kept.set(key, answer),
    },
    clock: createFakeClock(),
    transport,
    signal: new AbortController().signal,
    log: { debug: () => undefined, warn: () => undefined },
    ...rest,
  }
}

/** A signed-in session on a fake GitHub. */
export function openFake(
  handler: FakeHandler,
  changes: Parameters<typeof openContext>[1] = {},
): Promise<GithubSession> {
  return openSession(openContext(fakeGithub(handler), changes))
}

/** What a stream or a facet of the organisation `acme` gets. */
export function streamContext(
  session: GithubSession,
  changes: Partial<StreamContext<GithubSession>> = {},
): StreamContext<GithubSession> & FacetContext<GithubSession> {
  return {
    session,
    partition: { key: 'O_1', name: 'acme' },
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
