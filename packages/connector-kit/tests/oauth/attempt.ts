import { createHash, randomBytes } from 'node:crypto'
import type { ConnectAnswer, ConnectRequest } from '@opencasb/core/connector'
import { createFakeClock } from '@opencasb/testkit'

/** One attempt to connect, as the host keeps it between sending the administrator away and their coming back. */
export interface Attempt<C> {
  readonly request: ConnectRequest<C>
  answer(params: Readonly<Record<string, string>>, change?: Partial<ConnectAnswer<C>>): ConnectAnswer<C>
}

const random = (): string => randomBytes(32).toString('base64url')

/** Begins an attempt. */
export function beginAttempt<C>(
  config: C,
  app: Readonly<Record<string, string>>,
  redirectUri: string,
  permissions: readonly string[] = [],
): Attempt<C> {
  const codeVerifier = random()
  const shared = { config, app, redirectUri, state: random(), nonce: random(), permissions: new Set(permissions) }
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
  return {
    request: { ...shared, codeChallenge },
    answer: (params, change) => ({
      ...shared,
      params,
      codeVerifier,
      clock: createFakeClock({ start: new Date() }),
      log: { debug: () => undefined, warn: () => undefined },
      signal: new AbortController().signal,
      ...change,
    }),
  }
}
