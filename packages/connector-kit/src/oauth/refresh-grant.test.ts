import { Buffer } from 'node:buffer'
import { CredentialError, secret } from '@opencasb/core'
import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { createScriptedTransport, type ScriptedAnswer } from '../../tests/scripted-transport.ts'
import { clientWithSecret } from './oauth-client.ts'
import type { OauthServer } from './oauth-server.ts'
import { refreshGrant } from './refresh-grant.ts'
import type { TokenGrant } from './token-grant.ts'

const server: OauthServer = {
  title: 'Acme',
  authorizationEndpoint: 'https://accounts.example.com/authorize',
  tokenEndpoint: 'https://login.example.com/token',
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const idToken = [
  part({ alg: 'RS256', kid: '1' }),
  part({ iss: 'https://accounts.example.com', aud: 'the-app', sub: 'administrator', iat: 1, exp: 2 }),
  'signature',
].join('.')
const granted = {
  access_token: 'canary-access',
  refresh_token: 'canary-refresh',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'files',
  team: 'T1',
}

function refresh(answer: ScriptedAnswer, change: Partial<OauthServer> = {}): Promise<TokenGrant> {
  return refreshGrant({ ...server, ...change }, clientWithSecret('the-app', 'canary-secret'), secret('canary-old'), {
    transport: createScriptedTransport(() => answer),
    clock: createFakeClock(),
    signal: new AbortController().signal,
  })
}

describe('refreshGrant', () => {
  it.each([
    ['is told apart by its claims', { issuer: () => 'https://accounts.example.com' }],
    ['is not known', {}],
    ['is fixed', { issuer: 'https://accounts.example.com' }],
  ])(
    'loses no token that was replaced to an id token that nobody asked for, where the issuer %s',
    async (_what, change) => {
      const answer = await refresh({ body: { ...granted, id_token: idToken } }, change)
      expect(answer.accessToken.reveal()).toBe('canary-access')
      expect(answer.refreshToken?.reveal()).toBe('canary-refresh')
      expect(answer).toMatchObject({ expiresInMs: 3_600_000, scopes: ['files'], rest: { team: 'T1' } })
      expect(answer).not.toHaveProperty('claims')
      expect(answer.rest).not.toHaveProperty('id_token')
    },
  )

  it('says what is wrong with an answer that is none', async () => {
    await expect(refresh({ body: '<html>' })).rejects.toThrow(/Acme answered with what cannot be used/)
    await expect(refresh({ body: '[]' })).rejects.toThrow(/Acme answered with what cannot be used/)
    await expect(refresh({ body: { error: 'invalid_grant', id_token: 'x' } })).rejects.toThrow(CredentialError)
    await expect(refresh({ status: 400, body: { error: 'invalid_grant' } })).rejects.toThrow(
      /used, revoked or has expired/,
    )
  })
})
