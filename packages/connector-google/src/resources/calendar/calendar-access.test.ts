import { UnexpectedAnswerError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { grantOf } from './calendar-access.ts'

const own = new Set(['acme.example', 'acme-mail.example'])

describe('a rule of a calendar', () => {
  it.each([
    ['freeBusyReader', 'free-busy'],
    ['reader', 'details'],
    ['writerWithoutPrivateAccess', 'edit'],
    ['writer', 'edit'],
    ['owner', 'edit'],
  ])('with the role %s gives %s', (role, access) => {
    expect(grantOf({ role, scope: { type: 'default' } }, own)).toEqual({ audience: 'public', access, grantee: '' })
    expect(grantOf({ role, scope: { type: 'domain', value: 'Partner.example' } }, own)).toEqual({
      audience: 'domain',
      access,
      grantee: 'partner.example',
    })
    for (const type of ['user', 'group']) {
      const scope = { type, value: 'guest-1@partner.example' }
      expect(grantOf({ role, scope }, own)).toEqual({
        audience: 'external',
        access,
        grantee: 'guest-1@partner.example',
      })
      expect(grantOf({ role, scope: { type, value: 'user-1@ACME-mail.example' } }, own)).toBeUndefined()
    }
    expect(grantOf({ role, scope: { type: 'domain', value: 'acme.example' } }, own)).toBeUndefined()
  })

  it('gives nothing with the role none', () => {
    expect(grantOf({ role: 'none', scope: { type: 'default' } }, own)).toBeUndefined()
  })

  it.each([
    { role: 'wizard', scope: { type: 'default' } },
    { role: 'constructor', scope: { type: 'default' } },
    { role: 'reader', scope: { type: 'circle', value: 'x' } },
    { role: 'reader', scope: { type: 'user' } },
    { role: 'reader', scope: { type: 'domain', value: '' } },
  ])('that is not known is not taken for a harmless one: %j', (rule) => {
    expect(() => grantOf(rule, own)).toThrow(UnexpectedAnswerError)
  })
})
