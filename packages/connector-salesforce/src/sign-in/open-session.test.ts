import { createVerify, generateKeyPairSync } from 'node:crypto'
import { type StoredCredentials, secret } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import {
  errorAnswer,
  type FakeRequest,
  fakeSalesforce,
  openContext,
  openFake,
  tokenBody,
} from '../../tests/fake-salesforce.ts'
import { salesforceConfig } from '../config.ts'
import { audienceOf } from './audience.ts'
import { openSession } from './open-session.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))

const jwtCredentials: StoredCredentials = {
  kind: 'jwt-bearer',
  fields: { clientId: '3MVG9', username: 'integration@acme.example.com' },
  secrets: { privateKey: secret(pem) },
}

const webServer = (refreshToken: string): StoredCredentials => ({
  kind: 'web-server',
  fields: { clientId: '3MVG9' },
  secrets: { clientSecret: secret('shh'), refreshToken: secret(refreshToken) },
})

const isToken = ({ url }: FakeRequest): boolean => url.pathname === '/services/oauth2/token'

function refuse(error: string, error_description: string) {
  return (request: FakeRequest) => (isToken(request) ? { status: 400, body: { error, error_description } } : undefined)
}

describe('signing in', () => {
  it('tells organisation, user, version and permissions', async () => {
    const session = await openFake(() => undefined)
    expect(session).toMatchObject({
      orgId: '00D000000000001EAA',
      userId: '005000000000001AAA',
      apiVersion: '66.0',
      edition: 'Enterprise Edition',
      instanceUrl: 'https://acme.my.salesforce.com',
      tenant: { id: '00D000000000001EAA', name: 'Acme' },
    })
    expect(session.granted).toEqual(new Set(['ApiEnabled', 'ViewSetup']))
  })

  it('signs an assertion that is good for minutes', async () => {
    let assertion = ''
    await openFake(
      (request) => {
        if (isToken(request)) assertion = request.form.get('assertion') ?? ''
        return undefined
      },
      { stored: jwtCredentials },
    )
    const [head = '', body = '', signature = ''] = assertion.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
    expect(claims).toMatchObject({
      iss: '3MVG9',
      sub: 'integration@acme.example.com',
      aud: 'https://login.salesforce.com',
    })
    expect(claims.exp - Date.parse('2026-01-01') / 1000).toBe(180)
    const verify = createVerify('sha256').update(`${head}.${body}`)
    expect(verify.verify(publicKey, signature, 'base64url')).toBe(true)
  })

  it('lets the host sign, so that no key is stored', async () => {
    const { privateKey: _, ...secrets } = jwtCredentials.secrets
    const signed: string[] = []
    const session = await openFake(
      () => undefined,
      { stored: { ...jwtCredentials, secrets } },
      async (message) => {
        signed.push(Buffer.from(message).toString())
        return new Uint8Array(256)
      },
    )
    expect(session.authKind).toBe('jwt-bearer')
    expect(signed).toHaveLength(1)
  })

  it('[F37] corrects a clock that is wrong, once', async () => {
    const assertions: number[] = []
    await openFake(
      (request) => {
        if (!isToken(request)) return undefined
        const [, body = ''] = (request.form.get('assertion') ?? '').split('.')
        assertions.push(JSON.parse(Buffer.from(body, 'base64url').toString()).exp)
        return assertions.length === 1
          ? { status: 400, body: { error: 'invalid_grant', error_description: 'expired authorization code' } }
          : undefined
      },
      {
        stored: jwtCredentials,
        clock: {
          ...openContext(fakeSalesforce()).clock,
          now: () => Date.parse('2026-01-01T02:00:00Z'),
          monotonic: () => 0,
          sleep: async () => undefined,
        },
      },
    )
    expect(assertions).toHaveLength(2)
    expect((assertions[0] ?? 0) - (assertions[1] ?? 0)).toBe(7_200)
  })

  it('stores a refresh token that was replaced, before anything else is asked', async () => {
    const replaced: [StoredCredentials, string][] = []
    const salesforce = fakeSalesforce((request) =>
      isToken(request) ? { body: tokenBody({ refresh_token: 'second' }) } : undefined,
    )
    const stored = webServer('first')
    let requestsBefore = 0
    await openSession(
      openContext(salesforce, {
        stored,
        credentials: {
          kind: 'web-server',
          read: async () => ({ credentials: stored, version: 'v1' }),
          replace: async (next, version) => {
            requestsBefore = salesforce.requests.length
            replaced.push([next, version])
            return true
          },
          exclusive: (work) => work(),
        },
      }),
      undefined,
    )
    expect(replaced[0]?.[0].secrets['refreshToken']?.reveal()).toBe('second')
    expect(replaced[0]?.[0].secrets['clientSecret']?.reveal()).toBe('shh')
    expect(replaced[0]?.[1]).toBe('v1')
    expect(requestsBefore).toBe(1)
  })

  it('takes the refresh token of another worker that was faster', async () => {
    let reads = 0
    const tokens: (string | null)[] = []
    await openFake(
      (request) => {
        if (!isToken(request)) return undefined
        const token = request.form.get('refresh_token')
        tokens.push(token)
        return token === 'first'
          ? { status: 400, body: { error: 'invalid_grant', error_description: 'expired access/refresh token' } }
          : undefined
      },
      {
        stored: webServer('first'),
        credentials: {
          kind: 'web-server',
          read: async () => {
            reads++
            return reads <= 2
              ? { credentials: webServer('first'), version: 'v1' }
              : { credentials: webServer('second'), version: 'v2' }
          },
          replace: async () => false,
          exclusive: (work) => work(),
        },
      },
    )
    expect(tokens).toEqual(['first', 'second'])
  })

  it('[F23] says what a refusal is about, and repeats nothing of it', async () => {
    const cases = [
      ['invalid_grant', "user hasn't approved this consumer", 'pre-authorized'],
      ['invalid_grant', 'audience is invalid', 'config.audience'],
      ['invalid_grant', 'expired access/refresh token', 'connect again'],
      ['invalid_client_id', 'client identifier invalid', 'credentials.clientId'],
      ['invalid_grant', 'request not supported on this domain', 'My Domain'],
    ] as const
    for (const [code, description, hint] of cases) {
      const opened = openFake(refuse(code, description))
      await expect(opened).rejects.toMatchObject({ code: 'credential', message: expect.stringContaining(hint) })
    }
    await expect(openFake(refuse('canary-code!', 'canary'))).rejects.not.toMatchObject({
      message: expect.stringContaining('canary'),
    })
  })

  it('[F27] sends nothing to an instance that is not Salesforce’s', async () => {
    for (const instance_url of [
      'https://evil.example.com',
      'http://acme.my.salesforce.com',
      'https://salesforce.com.evil.example',
      'https://acme.my.salesforce.com:8443',
    ]) {
      const salesforce = fakeSalesforce((request) =>
        isToken(request) ? { body: tokenBody({ instance_url }) } : undefined,
      )
      const config = { baseUrls: { login: 'https://login.salesforce.com' }, dailyShare: 0.1 }
      await expect(openSession(openContext(salesforce, { config }), undefined)).rejects.toMatchObject({
        code: 'unexpected-answer',
      })
      expect(salesforce.requests.map(({ url }) => url.origin)).toEqual(['https://login.salesforce.com'])
    }
  })

  it('[F26] refuses an organisation whose API is too old', async () => {
    const opened = openFake(({ url }) =>
      url.pathname === '/services/data' ? { body: [{ version: '41.0' }] } : undefined,
    )
    await expect(opened).rejects.toMatchObject({ code: 'feature-unavailable' })
  })

  it('does not know what it was granted where it may not look', async () => {
    const session = await openFake(({ soql }) =>
      soql.startsWith('SELECT FIELDS') ? errorAnswer(400, 'INVALID_TYPE') : undefined,
    )
    expect(session.granted).toBe('unknown')
  })
})

describe('the audience', () => {
  it.each([
    ['https://login.salesforce.com', 'https://login.salesforce.com'],
    ['https://test.salesforce.com', 'https://test.salesforce.com'],
    ['https://acme.my.salesforce.com', 'https://login.salesforce.com'],
    ['https://acme--uat.sandbox.my.salesforce.com', 'https://test.salesforce.com'],
    ['https://acme.my.site.com', 'https://acme.my.site.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ])('of %s is %s', (login, audience) => {
    expect(audienceOf({ baseUrls: { login }, dailyShare: 0.1 })).toBe(audience)
  })
})

describe('the configuration', () => {
  it('needs nothing for production', () => {
    expect(salesforceConfig['~standard'].validate({})).toEqual({
      value: { baseUrls: { login: 'https://login.salesforce.com' }, dailyShare: 0.1 },
    })
  })

  it('says that the address of the pages is not that of the API', () => {
    const result = salesforceConfig['~standard'].validate({ baseUrls: { login: 'https://acme.lightning.force.com' } })
    expect(result).toMatchObject({ issues: [{ message: expect.stringContaining('my.salesforce.com') }] })
  })
})
