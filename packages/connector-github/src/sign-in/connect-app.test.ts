import { createNodeTransport } from '@opencasb/connector-kit/node'
import { CredentialError, secret, type Transport } from '@opencasb/core'
import type { ConnectAnswer } from '@opencasb/core/connector'
import { createFakeClock } from '@opencasb/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openContext } from '../../tests/fake-github.ts'
import { createGithubSimulator, type PublicAppRequest, type RunningGithubSimulator } from '../simulator.ts'
import { authMethods } from './auth-methods.ts'
import { appInstallation } from './connect-app.ts'
import { openSession } from './open-session.ts'

const callbackUrl = 'https://host.example.com/callback'
const permissions = ['members:read', 'metadata:read']

let simulator: RunningGithubSimulator
let transport: Transport
beforeEach(async () => {
  simulator = await createGithubSimulator({ organizations: [{ repositories: 3, members: 5 }] })
  transport = createNodeTransport()
})
afterEach(async () => {
  await transport.close()
  await simulator.close()
})

const state = 'state-of-this-attempt'

/** An app of the host's, and what the redirect brings once somebody has installed it. */
async function installApp(request: Partial<PublicAppRequest> = {}, granted: readonly string[] = permissions) {
  const { credentials, config } = simulator.integration({ authKind: 'github-app', permissions: granted })
  const { kind: _kind, installationId = '', ...own } = credentials
  const app: Record<string, string> = { ...own, ...simulator.publishApp(credentials, { callbackUrl, ...request }) }
  simulator.uninstall(credentials)
  const configSoFar = { baseUrl: config.baseUrl }
  const url = await appInstallation.begin({
    config: configSoFar,
    app,
    redirectUri: callbackUrl,
    state,
    codeChallenge: 'unused',
    nonce: 'unused',
    permissions: new Set(granted),
  })
  const page = await fetch(url, { redirect: 'manual' })
  const params = Object.fromEntries(new URL(page.headers.get('location') ?? '').searchParams)
  const answer = (change: Partial<ConnectAnswer> = {}): ConnectAnswer => ({
    config: configSoFar,
    app,
    redirectUri: callbackUrl,
    state,
    nonce: 'unused',
    permissions: new Set(granted),
    params,
    codeVerifier: 'unused',
    transport,
    clock: createFakeClock({ start: new Date() }),
    log: { debug: () => undefined, warn: () => undefined },
    signal: new AbortController().signal,
    ...change,
  })
  return { url, params, answer, credentials, installationId, organization: config.organizations[0] ?? '' }
}

describe('connecting by installing the app', () => {
  it('sends people to the page of the app, with the state', async () => {
    const { url } = await installApp()
    expect(new URL(url).pathname).toMatch(/^\/apps\/posture-scanner-\d+\/installations\/new$/)
    expect(new URL(url).searchParams.get('state')).toBe(state)
  })

  it.each([
    ['https://api.github.com', 'https://github.com/apps/acme/installations/new?state=s'],
    ['https://api.acme.ghe.com', 'https://acme.ghe.com/apps/acme/installations/new?state=s'],
    ['https://github.example.com/api/v3', 'https://github.example.com/github-apps/acme/installations/new?state=s'],
  ])('knows where the page of an app at %s is', async (baseUrl, page) => {
    const request = { app: { appSlug: 'acme', clientId: 'c', clientSecret: 's' }, redirectUri: callbackUrl, state: 's' }
    const more = { codeChallenge: '', nonce: '', permissions: new Set<string>() }
    expect(await appInstallation.begin({ config: { baseUrl }, ...request, ...more })).toBe(page)
  })

  it('comes to credentials that sign in, and learns the organisation', async () => {
    const { answer, installationId, organization } = await installApp()
    const connected = await appInstallation.complete(answer())
    expect(connected.config).toEqual({ organizations: [organization] })
    expect(connected.credentials).toMatchObject({ installationId })
    const method = authMethods.find(({ kind }) => kind === 'github-app')
    expect(await method?.schema['~standard'].validate(connected.credentials)).toEqual({ value: connected.credentials })
    expect(connected.credentials).not.toHaveProperty('clientSecret')
  })

  it('takes the token of the person back', async () => {
    const { answer } = await installApp()
    await appInstallation.complete(answer())
    expect(simulator.requests.at(-1)).toMatchObject({ route: 'DELETE /applications/{client_id}/token', status: 204 })
  })

  it('refuses an installation id that somebody has written into the redirect', async () => {
    const { answer, params } = await installApp()
    const spoofed = answer({ params: { ...params, installation_id: '4711' } })
    await expect(appInstallation.complete(spoofed)).rejects.toThrow(/lists no such installation/)
    expect(simulator.requests.at(-1)?.route).toBe('DELETE /applications/{client_id}/token')
  })

  it('refuses a member who is no owner, although GitHub lists the installation to them', async () => {
    const { answer } = await installApp({ visitor: 'member' })
    await expect(appInstallation.complete(answer())).rejects.toThrow(/Only owners/)
  })

  it('refuses where it cannot tell whether an owner came back', async () => {
    const { answer } = await installApp({}, ['metadata:read'])
    await expect(appInstallation.complete(answer())).rejects.toThrow(/Members: Read-only/)
  })

  it('refuses another organisation than the configured one', async () => {
    const { answer } = await installApp()
    const config = { organizations: ['other'], baseUrl: simulator.url }
    await expect(appInstallation.complete(answer({ config }))).rejects.toThrow(/not what config\.organizations names/)
  })

  it('finds the installation by the configured organisation where the redirect names none', async () => {
    const { answer, params, organization, installationId } = await installApp()
    const { installation_id: _id, ...rest } = params
    const config = { organizations: [organization], baseUrl: simulator.url }
    const connected = await appInstallation.complete(answer({ params: rest, config }))
    expect(connected.credentials).toMatchObject({ installationId })
  })

  it('refuses a code that was used', async () => {
    const { answer } = await installApp()
    await appInstallation.complete(answer())
    await expect(appInstallation.complete(answer())).rejects.toThrow(/it was used or has expired; connect again/)
  })

  it.each([
    [{ setup_action: 'request' }, /an owner of the organisation approves it/],
    [{ installation_id: '1', setup_action: 'install' }, /Request user authorization \(OAuth\) during installation/],
    [{ error: 'access_denied' }, /declined/],
    [{ error: 'redirect_uri_mismatch' }, /first callback URL/],
  ])('says what to do where the redirect brings %j', async (params, remedy) => {
    const { answer } = await installApp()
    const attempt = appInstallation.complete(answer({ params: { ...params, state } }))
    await expect(attempt).rejects.toThrow(remedy)
    await expect(attempt).rejects.toThrow(CredentialError)
  })

  it('uninstalls the app when the grant is revoked, and says afterwards that it is gone', async () => {
    const { answer, organization } = await installApp()
    const { credentials } = await appInstallation.complete(answer())
    const { privateKey = '', ...fields } = credentials
    const stored = { kind: 'github-app', fields, secrets: { privateKey: secret(privateKey) } }
    const context = openContext(
      { transport, requests: [] },
      {
        config: { organizations: [organization], baseUrl: simulator.url },
        credentials: {
          kind: 'github-app',
          read: async () => ({ credentials: stored, version: '1' }),
          replace: async () => false,
          exclusive: (work) => work(),
        },
        clock: createFakeClock({ start: new Date() }),
      },
    )
    const session = await openSession(context)
    await session.revoke?.()
    await expect(openSession(context)).rejects.toThrow(/not installed there any more/)
  })
})
