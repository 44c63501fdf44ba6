import type { SignFunction } from '@opencasb/connector-kit'
import {
  type CachedAnswer,
  type StoredCredentials,
  secret,
  type Transport,
  type TransportRequest,
} from '@opencasb/core'
import type { OpenContext, StreamContext } from '@opencasb/core/connector'
import { createFakeClock } from '@opencasb/testkit'
import type { SalesforceConfig } from '../src/config.ts'
import type { SalesforceSession } from '../src/session.ts'
import { openSession } from '../src/sign-in/open-session.ts'

/** What a fake Salesforce answers. */
export interface FakeAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A request, or a part of a composite one. */
export interface FakeRequest {
  readonly method: string
  readonly url: URL
  /** The query in SOQL, where it is one. */
  readonly soql: string
  readonly form: URLSearchParams
}

/** Answers one request or part; `undefined` leaves it to the defaults. */
export type FakeHandler = (request: FakeRequest) => FakeAnswer | undefined

/** A Salesforce that a test writes down, and all that was asked of it. */
export interface FakeSalesforce {
  readonly transport: Transport
  readonly requests: TransportRequest[]
  /** Every query, those inside of composite requests included. */
  readonly queries: string[]
}

const date = 'Thu, 01 Jan 2026 00:00:00 GMT'
const userId = '005000000000001AAA'

/** A page of rows. */
export function rowsAnswer(records: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): FakeAnswer {
  return { body: { totalSize: records.length, done: true, records, ...more } }
}

/** A refusal in the API's words. */
export function errorAnswer(status: number, errorCode: string, message = errorCode): FakeAnswer {
  return { status, body: [{ errorCode, message }] }
}

/** Makes a Salesforce with one organisation. */
export function fakeSalesforce(handler: FakeHandler = () => undefined): FakeSalesforce {
  const requests: TransportRequest[] = []
  const queries: string[] = []
  const answerOne = (method: string, url: URL, body: string): FakeAnswer => {
    const soql = url.searchParams.get('q') ?? ''
    if (soql) queries.push(soql)
    const request = { method, url, soql, form: new URLSearchParams(body) }
    return handler(request) ?? usual(request)
  }
  const send: Transport['send'] = async (request) => {
    requests.push(request)
    const { method, url, body: sent = '' } = request
    const whole = url.pathname.endsWith('/composite')
      ? handler({ method, url, soql: '', form: new URLSearchParams() })
      : undefined
    const answer =
      whole ?? (url.pathname.endsWith('/composite') ? composite(sent, answerOne) : answerOne(method, url, sent))
    const { status = 200, headers = {}, body = {} } = answer
    return {
      status,
      headers: { date, 'content-type': 'application/json', ...headers },
      read: async () => new TextEncoder().encode(JSON.stringify(body)),
      discard: async () => undefined,
    }
  }
  return { transport: { send, close: async () => undefined }, requests, queries }
}

function composite(sent: string, answerOne: (method: string, url: URL, body: string) => FakeAnswer): FakeAnswer {
  const { compositeRequest } = JSON.parse(sent) as { compositeRequest: { url: string; referenceId: string }[] }
  return {
    body: {
      compositeResponse: compositeRequest.map(({ url, referenceId }) => {
        const { status = 200, body = {} } = answerOne('GET', new URL(url, 'https://acme.my.salesforce.com'), '')
        return { referenceId, httpStatusCode: status, httpHeaders: {}, body }
      }),
    },
  }
}

function usual({ url, soql }: FakeRequest): FakeAnswer {
  if (url.pathname === '/services/oauth2/token') return { body: tokenBody() }
  if (url.pathname === '/services/data')
    return { body: [{ version: '65.0' }, { version: '66.0' }, { version: '67.0' }] }
  if (soql.includes('FROM Organization')) return rowsAnswer([organizationRow])
  if (soql.startsWith('SELECT FIELDS(STANDARD)')) {
    return rowsAnswer([
      { Id: '0PS1', PermissionsApiEnabled: true, PermissionsViewSetup: true, PermissionsModifyAllData: false },
    ])
  }
  return errorAnswer(404, 'NOT_FOUND')
}

/** What the token endpoint gives. */
export function tokenBody(more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    access_token: '00D000000000001!token',
    instance_url: 'https://acme.my.salesforce.com',
    id: `https://login.salesforce.com/id/00D000000000001EAA/${userId}`,
    token_type: 'Bearer',
    ...more,
  }
}

/** The organisation. */
const organizationRow = {
  Id: '00D000000000001EAA',
  Name: 'Acme',
  OrganizationType: 'Enterprise Edition',
  IsSandbox: false,
  InstanceName: 'USA1',
}

/** Credentials that every test may use. */
const clientCredentials: StoredCredentials = {
  kind: 'client-credentials',
  fields: { clientId: '3MVG9' },
  secrets: { clientSecret: secret('0123456789abcdef') },
}

/** What may be changed of what a connector gets to open. */
export interface OpenChanges extends Partial<OpenContext<SalesforceConfig>> {
  readonly stored?: StoredCredentials
}

/** What a connector gets to open, with a fake Salesforce behind it. */
export function openContext({ transport }: FakeSalesforce, changes: OpenChanges = {}): OpenContext<SalesforceConfig> {
  const { stored = clientCredentials, ...rest } = changes
  const kept = new Map<string, CachedAnswer>()
  return {
    config: { baseUrls: { login: 'https://acme.my.salesforce.com' }, dailyShare: 0.1 },
    credentials: {
      kind: stored.kind,
      read: async () => ({ credentials: stored, version: '1' }),
      replace: async () => false,
      exclusive: (work) => work(),
    },
    limiter: { run: (_ticket, task) => task(), observe: () => undefined, takeRetry: () => true, usage: () => [] },
    cache: { get: async (key) => kept.get(key), set: async (key, answer) => void kept.set(key, answer) },
    clock: createFakeClock(),
    transport,
    signal: new AbortController().signal,
    log: { debug: () => undefined, warn: () => undefined },
    ...rest,
  }
}

/** A signed-in session on a fake Salesforce. */
export function openFake(
  handler: FakeHandler,
  changes: OpenChanges = {},
  sign?: SignFunction,
): Promise<SalesforceSession> {
  return openSession(openContext(fakeSalesforce(handler), changes), sign)
}

/** What a stream or a facet gets. */
export function streamContext(
  session: SalesforceSession,
  changes: Partial<StreamContext<SalesforceSession>> = {},
): StreamContext<SalesforceSession> {
  return {
    session,
    partition: { key: session.orgId, name: 'Acme' },
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
