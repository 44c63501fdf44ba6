import { createFakeClock } from '@opencasb/testkit'
import { expect, it } from 'vitest'
import { ToyVendor, toyConnector } from '../../tests/integrations/toy-vendor.ts'
import { worldOf } from '../../tests/scan-set-up.ts'
import type { StoredCredentials } from '../contract/credentials.ts'
import { createRateLimits } from '../limits/create-rate-limits.ts'
import { secret } from '../model/secret.ts'
import { readOptions } from '../scanner/read-options.ts'
import { openContextOf, trialHandle } from './open-session.ts'

const connector = toyConnector(new ToyVendor(worldOf(1)))

/** The name under which scans with these credentials share a quota. */
async function quotaOf(id: string, credentials: StoredCredentials): Promise<string> {
  const clock = createFakeClock()
  const limits = createRateLimits({ clock })
  const names: string[] = []
  const context = {
    ...readOptions({ connectors: [connector], clock }),
    limits: {
      ...limits,
      forScan(options: Parameters<typeof limits.forScan>[0]) {
        names.push(options.credential)
        return limits.forScan(options)
      },
    },
  }
  const integration = { id, credentialRef: id, name: id }
  const handle = await trialHandle(clock, integration, credentials)
  const { signal } = new AbortController()
  await openContextOf(context, connector, { integration, handle, chosen: [], signal, isStored: false })
  return names.join()
}

it('shares the quota of the same credentials, whichever integration they are for', async () => {
  const token = { kind: 'token', fields: {}, secrets: { token: secret('a') } }
  expect(await quotaOf('one', token)).toBe(await quotaOf('two', token))
  expect(await quotaOf('one', token)).not.toBe(await quotaOf('one', { ...token, secrets: { token: secret('b') } }))
})

it('goes on with the quota of an integration whose tokens are renewed', async () => {
  const consent = (token: string): StoredCredentials => ({
    kind: 'consent',
    fields: { clientId: 'app' },
    secrets: { token: secret(token), clientSecret: secret('s') },
  })
  expect(await quotaOf('one', consent('a'))).toBe(await quotaOf('one', consent('b')))
  expect(await quotaOf('one', consent('a'))).not.toBe(await quotaOf('two', consent('a')))
})
