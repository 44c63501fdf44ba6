import { describe, expect, it } from 'vitest'
import { googleConfig } from './config.ts'

function problems(value: unknown): string[] {
  const result = googleConfig['~standard'].validate(value)
  if (result instanceof Promise) throw new Error('validates later')
  return (result.issues ?? []).map(({ path = [], message }) => `${path.join('.')}: ${message}`)
}

const adminEmail = 'admin@acme.example'

describe('the configuration', () => {
  it('needs nothing but the address of an administrator', () => {
    expect(googleConfig['~standard'].validate({ adminEmail })).toMatchObject({
      value: { adminEmail, customer: 'my_customer', sharing: {}, baseUrls: {} },
    })
  })

  it('takes a part of the sharing, and other roots of the APIs', () => {
    const sharing = { units: ['/Sales'], users: ['user-1@acme.example'], drives: [], since: '2026-01-31' }
    const baseUrls = { drive: 'https://gateway.example.com/google/', token: 'http://127.0.0.1:8080' }
    expect(googleConfig['~standard'].validate({ adminEmail, customer: 'C0123abcd', sharing, baseUrls })).toMatchObject({
      value: { sharing, baseUrls: { drive: 'https://gateway.example.com/google', token: 'http://127.0.0.1:8080' } },
    })
  })

  it.each([
    [{}, 'adminEmail: must be the e-mail address'],
    [{ adminEmail: 'admin' }, 'adminEmail: is no e-mail address'],
    [{ adminEmail, customer: 'acme.example' }, 'customer: is no id of an account'],
    [{ adminEmail, customer: '../C0123' }, 'customer: is no id of an account'],
    [{ adminEmail, domain: 'acme.example' }, ': domain is no setting here'],
    [{ adminEmail, sharing: { units: ['Sales'] } }, 'sharing.units.0: is no path'],
    [{ adminEmail, sharing: { users: [] } }, 'sharing.users: name at least one user'],
    [{ adminEmail, sharing: { since: 'yesterday' } }, 'sharing.since: must be a day'],
    [{ adminEmail, sharing: { folders: [] } }, 'sharing: folders is no setting here'],
    [{ adminEmail, baseUrls: { drive: 'http://gateway.example.com' } }, 'baseUrls.drive: must begin with https://'],
    [{ adminEmail, baseUrls: { drive: 'https://a:b@gateway.example.com' } }, 'baseUrls.drive: must not hold a user'],
    [{ adminEmail, baseUrls: { chat: 'https://gateway.example.com' } }, 'baseUrls: chat is no setting here'],
  ])('refuses %j', (value, expected) => {
    expect(problems(value).join('\n')).toContain(expected)
  })
})
