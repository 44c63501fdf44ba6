import { createRateLimits, type RateLimiter, type RateLimitsOptions } from '@opencasb/core'
import { createFakeClock, type FakeClock } from '@opencasb/testkit'
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../src/index.ts'
import { createScriptedTransport, type ScriptedTransport } from './scripted-transport.ts'

/** A client over a scripted transport, with a limiter and a fake clock. */
export interface TestClient {
  readonly client: HttpClient
  readonly transport: ScriptedTransport
  readonly limiter: RateLimiter
  readonly clock: FakeClock
  readonly signal: AbortSignal
  readonly stop: AbortController
}

/** Makes a client for `https://api.example.com`. */
export function createTestClient(
  answer: Parameters<typeof createScriptedTransport>[0],
  options: Partial<HttpClientOptions> = {},
  limits: Partial<RateLimitsOptions> = {},
): TestClient {
  const clock = createFakeClock()
  const stop = new AbortController()
  const limiter = createRateLimits({ clock, reserve: 0, ...limits }).forScan({
    host: 'api.example.com',
    credential: 'acme',
    signal: stop.signal,
  })
  const transport = createScriptedTransport(answer)
  const client = createHttpClient({ baseUrl: 'https://api.example.com', transport, limiter, clock, ...options })
  return { client, transport, limiter, clock, signal: stop.signal, stop }
}
