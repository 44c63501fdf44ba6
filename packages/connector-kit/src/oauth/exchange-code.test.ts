import { Buffer } from 'node:buffer'
import { inspect } from 'node:util'
import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { createScriptedTransport } from '../../tests/scripted-transport.ts'
import { exchangeCode } from './exchange-code.ts'
import { clientWithSecret } from './oauth-client.ts'

const client = clientWithSecret('the-app', 'canary-client-secret')
const answer = {
  params: { code: 'canary-code', state: 'state' },
  state: 'state',
  redirectUri: 'https://host.example.com/callback',
  codeVerifier: 'v'.repeat(43),
  nonce: 'nonce',
}

describe('exchangeCode', () => {
  it('[F45] ends with the reason of its signal and shows no token, where the answer cannot be used either', async () => {
    const stop = new AbortController()
    const reason = new Error('The host stops')
    const server = {
      title: 'Acme',
      authorizationEndpoint: 'https://login.example.com/authorize',
      tokenEndpoint: 'https://login.example.com/token',
      keys: 'https://login.example.com/keys',
      // Asked between the answer and its check.
      issuer: () => {
        stop.abort(reason)
        return 'https://login.example.com'
      },
    }
    const body = { access_token: 'canary-token', id_token: 'e30.e30.e30' }
    const error: unknown = await exchangeCode({
      server,
      client,
      answer,
      openid: true,
      transport: createScriptedTransport(() => ({ body })),
      clock: createFakeClock(),
      signal: stop.signal,
    }).catch((thrown: unknown) => thrown)
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary')
    expect(error).toBe(reason)
  })

  it('looks at no id token that it did not ask for, and tells nothing of it', async () => {
    const server = {
      title: 'Acme',
      authorizationEndpoint: 'https://login.example.com/authorize',
      tokenEndpoint: 'https://login.example.com/token',
    }
    const claims = { iss: 'https://tenant.example.com', aud: 'the-app', sub: 'somebody', iat: 1, exp: 2 }
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const body = {
      access_token: 'canary-token',
      token_type: 'bearer',
      id_token: `${part({ alg: 'RS256' })}.${part(claims)}.signature`,
      team: 'T1',
    }
    const granted = await exchangeCode({
      server,
      client,
      answer,
      transport: createScriptedTransport(() => ({ body })),
      clock: createFakeClock(),
      signal: new AbortController().signal,
    })
    expect(granted).toEqual({ accessToken: granted.accessToken, rest: { team: 'T1' } })
  })
})
