import { createNodeTransport } from '@opencasb/connector-kit/node'
import { type CredentialHandle, type StoredCredentials, secret } from '@opencasb/core'
import { createFakeClock } from '@opencasb/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeSalesforce, openContext } from '../../tests/fake-salesforce.ts'
import { createSalesforceSimulator, type RunningSalesforceSimulator } from '../simulator.ts'
import { openSession } from './open-session.ts'

let simulator: RunningSalesforceSimulator
const transport = createNodeTransport()
beforeEach(async () => {
  simulator = await createSalesforceSimulator({ rotateRefreshTokens: true })
})
afterEach(async () => {
  await simulator.close()
})

/** One store, and a handle of it for each worker. */
function shared(first: StoredCredentials): () => CredentialHandle {
  let current = first
  let version = 1
  let turn: Promise<unknown> = Promise.resolve()
  return () => ({
    kind: first.kind,
    read: async () => ({ credentials: current, version: String(version) }),
    replace: async (next, ifVersion) => {
      if (ifVersion !== String(version)) return false
      current = next
      version += 1
      return true
    },
    exclusive: (work) => {
      const mine = turn.then(work)
      turn = mine.catch(() => undefined)
      return mine
    },
  })
}

describe('a refresh token that rotates', () => {
  it('survives workers that sign in at once, and its end is confirmed when the grant is revoked', async () => {
    const { config, credentials } = simulator.integration({ authKind: 'web-server', permissions: ['ViewSetup'] })
    const { kind, clientSecret = '', refreshToken = '', ...fields } = credentials
    const secrets = { clientSecret: secret(clientSecret), refreshToken: secret(refreshToken) }
    const handle = shared({ kind, fields, secrets })
    const open = () =>
      openSession(
        openContext(fakeSalesforce(), {
          config: { ...config },
          credentials: handle(),
          transport,
          clock: createFakeClock({ start: new Date() }),
        }),
        undefined,
      )
    const sessions = await Promise.all([open(), open(), open()])
    const [session] = sessions
    expect(new Set(sessions.map(({ tenant }) => tenant.id)).size).toBe(1)
    await session?.revoke?.()
    await expect(open()).rejects.toThrow(/connect again/)
  })
})
