import { createSign } from 'node:crypto'
import type { RunningGithubSimulator } from '../create-github-simulator.ts'
import type { GithubSimulatedIntegration } from '../github-simulator-control.ts'

/** An answer as tests look at it. */
export interface TestAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** Asks a simulator with one set of credentials. */
export interface TestClient {
  readonly token: string
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>
  graphql(query: string, variables?: Readonly<Record<string, unknown>>): Promise<TestAnswer>
}

/** The assertion with which an app signs in as itself. */
export function appAssertion({ credentials }: GithubSimulatedIntegration, now: number): string {
  const seconds = Math.floor(now / 1000)
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'RS256' })}.${part({ iss: credentials['appId'], iat: seconds - 60, exp: seconds + 500 })}`
  return `${text}.${createSign('RSA-SHA256')
    .update(text)
    .sign(credentials['privateKey'] ?? '', 'base64url')}`
}

async function send(url: string, init: RequestInit): Promise<TestAnswer> {
  const answer = await fetch(url, init)
  const text = await answer.text()
  let body: unknown = text === '' ? undefined : text
  if (answer.headers.get('content-type')?.includes('json') && text !== '') body = JSON.parse(text)
  return { status: answer.status, headers: answer.headers, body }
}

/** A client with freshly made credentials, signed in. */
export async function signIn(
  simulator: RunningGithubSimulator,
  authKind: string,
  permissions: readonly string[],
  now: number = Date.now(),
): Promise<TestClient & { readonly integration: GithubSimulatedIntegration }> {
  const integration = simulator.integration({ authKind, permissions })
  let token = integration.credentials['token'] ?? ''
  if (authKind === 'github-app') {
    const path = `/app/installations/${integration.credentials['installationId']}/access_tokens`
    const headers = { authorization: `Bearer ${appAssertion(integration, now)}`, 'user-agent': 'test' }
    const answer = await send(simulator.url + path, { method: 'POST', headers })
    token = (answer.body as { readonly token: string }).token
  }
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'test' }
  return {
    integration,
    token,
    get: (path, more = {}) => send(simulator.url + path, { headers: { ...headers, ...more } }),
    graphql: (query, variables = {}) =>
      send(`${simulator.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) }),
  }
}

/** The address of a relation in a `Link` header. */
export function linkOf(answer: TestAnswer, relation: string): string | undefined {
  const links = answer.headers.get('link') ?? ''
  return new RegExp(`<([^>]+)>; rel="${relation}"`).exec(links)?.[1]
}
