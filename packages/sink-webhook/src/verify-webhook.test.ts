import { secret } from '@opencasb/core'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { type VerifiedWebhook, verifyWebhook, type WebhookToVerify } from './verify-webhook.ts'

const key = (byte: number, length = 32): string => `whsec_${Buffer.alloc(length, byte).toString('base64')}`
const body = '{"type":"finding.opened","timestamp":"2026-01-01T00:00:00.000Z","data":{"id":"c1"}}'
const at = Date.parse('2026-01-01T00:10:00Z')

/** Headers as the independent implementation signs them. */
function signed(secrets: readonly string[], payload = body, id = 'c1'): Record<string, string> {
  const signatures = secrets.map((one) => new Webhook(one).sign(id, new Date(at), payload))
  return { 'webhook-id': id, 'webhook-timestamp': String(at / 1_000), 'webhook-signature': signatures.join(' ') }
}

function verify(changes: Partial<WebhookToVerify> = {}): VerifiedWebhook | string {
  const verdict = verifyWebhook({ secrets: key(1), headers: signed([key(1)]), body, now: at, ...changes })
  return verdict.ok ? verdict.message : verdict.reason
}

describe('verifyWebhook', () => {
  it('takes what another implementation signed', () => {
    const message = { id: 'c1', type: 'finding.opened', timestamp: '2026-01-01T00:00:00.000Z', data: { id: 'c1' } }
    expect(verify()).toEqual(message)
    expect(verify({ body: new TextEncoder().encode(body) })).toEqual(message)
    expect(verify({ headers: new Headers(signed([key(1)])) })).toEqual(message)
    expect(verify({ secrets: secret(key(1)) })).toEqual(message)
    const [id, timestamp, signature] = Object.values(signed([key(1)]))
    expect(
      verify({ headers: { 'Webhook-Id': id, 'WEBHOOK-TIMESTAMP': timestamp, 'webhook-Signature': signature } }),
    ).toEqual(message)
  })

  it('takes a message during a rotation, whichever side changed first', () => {
    expect(verify({ headers: signed([key(2), key(1)]) })).toMatchObject({ id: 'c1' })
    expect(verify({ secrets: [key(2), key(1)] })).toMatchObject({ id: 'c1' })
  })

  it('[F46] refuses what is forged', () => {
    expect(verify({ headers: signed([key(2)]) })).toBe('signature')
    expect(verify({ body: body.replace('opened', 'closed') })).toBe('signature')
    expect(verify({ body: `${body} ` })).toBe('signature')
    const headers = signed([key(1)])
    expect(verify({ headers: { ...headers, 'webhook-id': 'c2' } })).toBe('signature')
    expect(verify({ headers: { ...headers, 'webhook-timestamp': String(at / 1_000 - 1) } })).toBe('signature')
    for (const signature of ['v1,', 'v1', 'v1,AAAA', headers['webhook-signature']?.replace('v1,', 'v2,'), 'v1a,x']) {
      expect(verify({ headers: { ...headers, 'webhook-signature': signature } })).toBe('signature')
    }
  })

  it('[F46] refuses what lacks a header, or has one twice', () => {
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      expect(verify({ headers: { ...signed([key(1)]), [name]: undefined } })).toBe('headers')
      expect(verify({ headers: { ...signed([key(1)]), [name]: ['a', 'b'] } })).toBe('headers')
    }
  })

  it('[F46] refuses what is too old or comes from the future', () => {
    expect(verify({ now: at + 300_000 })).toMatchObject({ id: 'c1' })
    expect(verify({ now: at - 300_000 })).toMatchObject({ id: 'c1' })
    expect(verify({ now: at + 301_000 })).toBe('timestamp')
    expect(verify({ now: at - 301_000 })).toBe('timestamp')
    expect(verify({ now: at + 11_000, toleranceSeconds: 10 })).toBe('timestamp')
    expect(verify({ toleranceSeconds: Number.NaN })).toBe('timestamp')
    for (const timestamp of ['soon', '1e99', '-5', ' ', 'Infinity', `${at / 1_000}.0`]) {
      const headers = { ...signed([key(1)]), 'webhook-timestamp': timestamp }
      expect(verify({ headers })).toBe('timestamp')
    }
  })

  it('refuses a body that is no message although it is signed', () => {
    for (const payload of ['', 'null', '"text"', '[]', '{}', '{"type":1,"timestamp":2}']) {
      expect(verify({ headers: signed([key(1)], payload), body: payload })).toBe('body')
    }
  })

  it.each([
    ['nothing', ''],
    ['no prefix', Buffer.alloc(32).toString('base64')],
    ['a key that is too short', key(1, 23)],
    ['a key that is too long', key(1, 65)],
    ['what is no base64', 'whsec_canary!canary!canary!canary!canary!'],
  ])('refuses %s as a secret, without repeating it', (_what, given) => {
    expect(() => verify({ secrets: given })).toThrow(
      expect.objectContaining({ code: 'config', message: expect.stringMatching(/^secrets: (?!.*canary)/) }),
    )
  })

  it('refuses an empty list of secrets', () => {
    expect(() => verify({ secrets: [] })).toThrow('secrets: give at least one')
  })
})
