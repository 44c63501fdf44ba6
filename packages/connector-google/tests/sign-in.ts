import { createFakeResolver } from '@opencasb/connector-kit/mail'
import { createNodeTransport } from '@opencasb/connector-kit/node'
import { type StoredCredentials, secret } from '@opencasb/core'
import type { OpenContext } from '@opencasb/core/connector'
import { createFakeClock } from '@opencasb/testkit'
import type { GoogleConfig } from '../src/config.ts'
import type { GoogleSession } from '../src/session.ts'
import { openSession, type SignInOptions } from '../src/sign-in/open-session.ts'
import type { RunningGoogleSimulator } from '../src/simulator.ts'

/** The scopes that tests declare: two of the directory, one of another API. */
export const scopes = {
  users: 'https://www.googleapis.com/auth/admin.directory.user.readonly',
  groups: 'https://www.googleapis.com/auth/admin.directory.group.readonly',
  settings: 'https://www.googleapis.com/auth/apps.groups.settings',
  calendar: 'https://www.googleapis.com/auth/calendar.acls.readonly',
} as const

/** What a sign-in of a test differs in. */
export interface TestSignIn {
  readonly authKind?: 'service-account' | 'admin-oauth'
  readonly granted?: readonly string[]
  readonly context?: Partial<OpenContext<GoogleConfig>>
  readonly config?: Partial<GoogleConfig>
  readonly options?: Partial<SignInOptions>
  readonly stored?: (stored: StoredCredentials) => StoredCredentials
  /** How far the host's clock is ahead of Google's. */
  readonly aheadMs?: number
}

/** Signs in to a simulated Google. */
export async function signIn(simulator: RunningGoogleSimulator, test: TestSignIn = {}): Promise<GoogleSession> {
  const { authKind = 'service-account', granted = Object.values(scopes) } = test
  const { config, credentials } = simulator.integration({ authKind, permissions: granted })
  const { kind, ...all } = credentials
  const names = ['key', 'clientSecret', 'refreshToken']
  const entries = Object.entries(all)
  const issued: StoredCredentials = {
    kind,
    fields: Object.fromEntries(entries.filter(([name]) => !names.includes(name))),
    secrets: Object.fromEntries(entries.filter(([name]) => names.includes(name)).map(([name, v]) => [name, secret(v)])),
  }
  const stored = test.stored?.(issued) ?? issued
  const clock = createFakeClock({ start: new Date(Date.now() + (test.aheadMs ?? 0)) })
  return openSession(
    {
      config: { ...config, sharing: {}, ...test.config },
      credentials: {
        kind,
        read: async () => ({ credentials: stored, version: '1' }),
        replace: async () => false,
        exclusive: (work) => work(),
      },
      limiter: { run: (_ticket, task) => task(), observe: () => undefined, takeRetry: () => true, usage: () => [] },
      cache: { get: async () => undefined, set: async () => undefined },
      clock,
      transport: createNodeTransport(),
      signal: new AbortController().signal,
      log: { debug: () => undefined, warn: () => undefined },
      ...test.context,
    },
    { declared: () => Object.values(scopes), resolver: createFakeResolver({}), ...test.options },
  )
}
