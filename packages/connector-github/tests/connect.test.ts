import { createMemoryState, createScanner } from '@opencasb/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { github } from '../src/index.ts'
import { createGithubSimulator, type RunningGithubSimulator } from '../src/simulator.ts'

const redirectUri = 'https://host.example.com/callback'
const kind = 'github-app'

let simulator: RunningGithubSimulator
beforeEach(async () => {
  simulator = await createGithubSimulator({ organizations: [{ repositories: 2, members: 3 }] })
})
afterEach(() => simulator.close())

describe('an organisation that is connected by installing an app', () => {
  it('is signed in to, scanned, and uninstalled when it is removed', async () => {
    const permissions = ['members:read', 'metadata:read']
    const { credentials, config } = simulator.integration({ authKind: kind, permissions })
    const { appId = '', privateKey = '' } = credentials
    const app = { kind, appId, privateKey, ...simulator.publishApp(credentials, { callbackUrl: redirectUri }) }
    const scanner = createScanner({ connectors: [github()], state: createMemoryState() })

    const { url, state } = await scanner.integrations.beginConnect({
      connector: 'github',
      config: { baseUrl: config.baseUrl },
      credentials: app,
      redirectUri,
    })
    const page = await fetch(url, { redirect: 'manual' })
    const callback = new URL(page.headers.get('location') ?? '').searchParams
    expect(callback.get('state')).toBe(state)

    const { integration, preview, firstScan } = await scanner.integrations.completeConnect(callback)
    expect(integration.config).toMatchObject({ organizations: config.organizations })
    expect(preview.tenant.name).toBe(config.organizations[0])
    expect((await firstScan)?.status).not.toBe('failed')
    await expect(scanner.integrations.completeConnect(callback)).rejects.toThrow(/used already/)

    const erasure = await scanner.integrations.remove(integration.id)
    expect(erasure.revocation).toBe('revoked')
    expect(simulator.requests.at(-1)).toMatchObject({
      route: 'DELETE /app/installations/{installation_id}',
      status: 204,
    })
    await scanner.close()
  })
})
