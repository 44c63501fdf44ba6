import { inspect } from 'node:util'
import { CredentialError, type Transport } from '@opencasb/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createNodeTransport } from '../../src/node.ts'
import {
  authorizationUrl,
  clientWithSecret,
  exchangeCode,
  type OauthServer,
  refreshGrant,
  revokeToken,
  rotateRefreshToken,
  type TokenGrant,
} from '../../src/oauth.ts'
import { beginAttempt } from './attempt.ts'
import { hostApp, type OpenidProvider, signingKey, startOpenidProvider } from './openid-provider.ts'
import { createSharedCredentials } from './shared-credentials.ts'
import { visit } from './visit.ts'

let provider: OpenidProvider
let transport: Transport
let server: OauthServer

const client = clientWithSecret(hostApp.clientId, hostApp.clientSecret)

beforeEach(async () => {
  provider = await startOpenidProvider({ scopes: ['files'] })
  transport = createNodeTransport()
  server = {
    title: 'Acme',
    issuer: provider.url,
    authorizationEndpoint: `${provider.url}/auth`,
    tokenEndpoint: `${provider.url}/token`,
    revocationEndpoint: `${provider.url}/token/revocation`,
    keys: `${provider.url}/jwks`,
  }
})

afterEach(async () => {
  await transport.close()
  await provider.close()
})

const begin = () => beginAttempt({}, {}, hostApp.redirectUri)
type Begun = ReturnType<typeof begin>

const urlOf = ({ request }: Begun): string =>
  authorizationUrl(request, {
    endpoint: server.authorizationEndpoint,
    clientId: hostApp.clientId,
    scopes: ['offline_access', 'files'],
    openid: true,
    more: { prompt: 'consent' },
  })

/** Sends the administrator there and back. */
const walk = async (attempt: Begun): Promise<Readonly<Record<string, string>>> =>
  visit(urlOf(attempt), hostApp.redirectUri)

const complete = (answer: ReturnType<Begun['answer']>): Promise<TokenGrant> =>
  exchangeCode({ server, client, answer, openid: true, transport, clock: answer.clock, signal: answer.signal })

const context = () => {
  const { clock, signal } = begin().answer({})
  return { transport, clock, signal }
}

const connect = async (): Promise<TokenGrant> => {
  const attempt = begin()
  return complete(attempt.answer(await walk(attempt)))
}

const refresh = (token: TokenGrant['refreshToken']): Promise<TokenGrant> => {
  if (!token) throw new Error('There is no refresh token')
  return refreshGrant(server, client, token, context())
}

describe('a round trip with a real OpenID provider', () => {
  it('trades the code for tokens and checked claims', async () => {
    const granted = await connect()
    expect(granted.claims).toMatchObject({ sub: 'administrator', iss: provider.url, aud: hostApp.clientId })
    expect(granted.scopes).toEqual(['openid', 'offline_access', 'files'])
    expect(granted.refreshToken?.reveal()).toMatch(/\S{20}/)
    expect(JSON.stringify(granted)).not.toContain(granted.accessToken.reveal())
  })

  it('is refused with the verifier of another attempt', async () => {
    const attempt = begin()
    const { codeVerifier } = begin().answer({})
    await expect(complete(attempt.answer(await walk(attempt), { codeVerifier }))).rejects.toThrow(CredentialError)
  })

  it('is refused where the code was used before', async () => {
    const attempt = begin()
    const answer = attempt.answer(await walk(attempt))
    await complete(answer)
    await expect(complete(answer)).rejects.toThrow(/does not accept the grant/)
  })

  it('is refused where the state is that of another attempt', async () => {
    const attempt = begin()
    const answer = attempt.answer(await walk(attempt), { state: 'another' })
    await expect(complete(answer)).rejects.toThrow(/does not belong to this attempt/)
  })

  it('is refused where the id token has the nonce of another attempt', async () => {
    const attempt = begin()
    const answer = attempt.answer(await walk(attempt), { nonce: 'another' })
    await expect(complete(answer)).rejects.toThrow(/id token is not for this attempt.*nonce/)
  })

  it('is refused where the answer names another issuer', async () => {
    const attempt = begin()
    const params = { ...(await walk(attempt)), iss: 'https://evil.example' }
    await expect(complete(attempt.answer(params))).rejects.toThrow(CredentialError)
  })

  it('is refused where the id token names another issuer than the one expected', async () => {
    const attempt = begin()
    const params = await walk(attempt)
    server = { ...server, issuer: () => 'https://evil.example' }
    await expect(complete(attempt.answer(params))).rejects.toThrow(CredentialError)
  })

  it('is refused where the id token is signed with a key that the issuer does not publish', async () => {
    const other = await startOpenidProvider({ key: signingKey() })
    try {
      const attempt = begin()
      const params = await walk(attempt)
      server = { ...server, keys: `${other.url}/jwks` }
      await expect(complete(attempt.answer(params))).rejects.toThrow(/id token is not for this attempt.*signature/)
    } finally {
      await other.close()
    }
  })

  it('says that the administrator declined, and what to do', async () => {
    provider.consent = 'declines'
    const attempt = begin()
    const params = await walk(attempt)
    expect(params['error']).toBe('access_denied')
    await expect(complete(attempt.answer(params))).rejects.toThrow(/declined, or may not consent; connect again/)
  })

  it('[F45] ends with the reason of its signal', async () => {
    const attempt = begin()
    const params = await walk(attempt)
    const stop = new AbortController()
    const reason = new Error('The host stops')
    const slow: Transport = {
      send: ({ signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      close: async () => undefined,
    }
    const answer = attempt.answer(params)
    const exchanged = exchangeCode({
      server,
      client,
      answer,
      openid: true,
      transport: slow,
      clock: answer.clock,
      signal: stop.signal,
    })
    stop.abort(reason)
    await expect(exchanged).rejects.toBe(reason)
  })

  it('[F22] shows neither code nor secret nor token in its errors', async () => {
    const attempt = begin()
    const params = await walk(attempt)
    const { code = '' } = params
    const wrong = [
      complete(attempt.answer(params, { nonce: 'another' })),
      complete(attempt.answer(params)),
      complete(attempt.answer(params, { state: 'another' })),
    ]
    for (const error of await Promise.all(wrong.map((one) => one.catch((reason: unknown) => reason)))) {
      const text = inspect(error, { depth: 9, showHidden: true })
      for (const hidden of [code, hostApp.clientSecret, 'access_token', 'id_token']) expect(text).not.toContain(hidden)
    }
  })

  it('sends no redirect of the token endpoint after the code', async () => {
    const attempt = begin()
    const params = await walk(attempt)
    const sent: string[] = []
    const redirecting: Transport = {
      send: async (request) => {
        sent.push(request.url.host)
        return {
          status: 307,
          headers: { location: 'https://evil.example/token' },
          read: async () => new Uint8Array(),
          discard: async () => undefined,
        }
      },
      close: async () => undefined,
    }
    const answer = attempt.answer(params)
    const { clock, signal } = answer
    await expect(
      exchangeCode({ server, client, answer, openid: true, transport: redirecting, clock, signal }),
    ).rejects.toThrow(/307, which is not followed/)
    expect(sent).toEqual([new URL(provider.url).host])
  })
})

describe('refresh tokens that rotate', () => {
  it('end the grant where two use the same one', async () => {
    const { refreshToken } = await connect()
    const { refreshToken: second } = await refresh(refreshToken)
    await expect(refresh(refreshToken)).rejects.toThrow(CredentialError)
    await expect(refresh(second)).rejects.toThrow(CredentialError)
  })

  it('survive two workers that refresh at once', async () => {
    const { refreshToken } = await connect()
    if (!refreshToken) throw new Error('There is no refresh token')
    const shared = createSharedCredentials({ kind: 'oauth', fields: {}, secrets: { refreshToken } })
    const { clock, signal } = context()
    const work = (handle: ReturnType<typeof shared.handle>) =>
      rotateRefreshToken(
        handle,
        async ({ secrets }) => {
          const granted = await refresh(secrets['refreshToken'])
          return { value: granted.accessToken.reveal(), next: granted.refreshToken }
        },
        { clock, signal },
      )
    const [one, other] = [shared.handle(), shared.handle()]
    const tokens = await Promise.all([one, other, one, other, one].map(work))
    expect(new Set(tokens).size).toBe(5)
    expect(await work(other)).not.toBe('')
  })

  it('[F45] are kept although the scan is stopped while the vendor answers', async () => {
    const { refreshToken } = await connect()
    if (!refreshToken) throw new Error('There is no refresh token')
    const shared = createSharedCredentials({ kind: 'oauth', fields: {}, secrets: { refreshToken } })
    const { clock } = context()
    const stop = new AbortController()
    const stopped = rotateRefreshToken(
      shared.handle(),
      async ({ secrets }, signal) => {
        const token = secrets['refreshToken']
        if (!token) throw new Error('There is no refresh token')
        const answer = refreshGrant(server, client, token, { transport, clock, signal })
        stop.abort(new Error('The host stops'))
        const granted = await answer
        return { value: granted.accessToken.reveal(), next: granted.refreshToken }
      },
      { clock, signal: stop.signal },
    )
    await stopped
    const { credentials } = await shared.handle().read()
    expect((await refresh(credentials.secrets['refreshToken'])).accessToken.reveal()).toMatch(/\S/)
  })

  it('are kept although the store fails for a moment', async () => {
    const { refreshToken } = await connect()
    if (!refreshToken) throw new Error('There is no refresh token')
    const shared = createSharedCredentials({ kind: 'oauth', fields: {}, secrets: { refreshToken } })
    const handle = shared.handle()
    let failures = 2
    const flaky = {
      ...handle,
      replace: async (...args: Parameters<typeof handle.replace>) => {
        if (failures-- > 0) throw new Error('The database is gone')
        return handle.replace(...args)
      },
    }
    const { clock, signal } = context()
    const use = async (given: typeof handle): Promise<string> =>
      rotateRefreshToken(
        given,
        async ({ secrets }) => {
          const granted = await refresh(secrets['refreshToken'])
          return { value: granted.accessToken.reveal(), next: granted.refreshToken }
        },
        { clock, signal },
      )
    await use(flaky)
    expect(await use(handle)).toMatch(/\S/)
  })
})

describe('revocation', () => {
  it('really ends the grant', async () => {
    const { refreshToken } = await connect()
    if (!refreshToken) throw new Error('There is no refresh token')
    await revokeToken(server, client, refreshToken, context())
    await expect(refresh(refreshToken)).rejects.toThrow(/used, revoked or has expired/)
  })

  it('of a token that is revoked already is no error', async () => {
    const { refreshToken } = await connect()
    if (!refreshToken) throw new Error('There is no refresh token')
    await revokeToken(server, client, refreshToken, context())
    await revokeToken(server, client, refreshToken, context())
  })
})
