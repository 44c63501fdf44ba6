import { ProviderError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { createFakeResolver, type FakeZone } from '../dns/create-fake-resolver.ts'
import { organizationalDomain } from '../organizational-domain.ts'
import type { DmarcResult } from './dmarc-result.ts'
import { resolveDmarc } from './resolve-dmarc.ts'

const { signal } = new AbortController()

function dmarcOf(domain: string, records: Readonly<Record<string, string | readonly string[]>>): Promise<DmarcResult> {
  const published = Object.entries(records).map(([name, txt]) => [name, { txt: [txt].flat() }])
  const zone: FakeZone = { [organizationalDomain(domain) ?? domain]: {}, ...Object.fromEntries(published) }
  return resolveDmarc(domain, createFakeResolver(zone), signal)
}

describe('organizationalDomain', () => {
  it.each([
    ['example.com', 'example.com'],
    ['a.mail.example.com', 'example.com'],
    ['mail.example.co.uk', 'example.co.uk'],
    ['co.uk', undefined],
    ['com', undefined],
    ['a.b.acme.github.io', 'acme.github.io'],
    ['xn--bcher-kva.example.xn--p1ai', 'example.xn--p1ai'],
    ['mail.example.madeup', 'example.madeup'],
    ['_x.example.com', 'example.com'],
  ])('of %s is %s', (domain, expected) => {
    expect(organizationalDomain(domain)).toBe(expected)
  })
})

describe('resolveDmarc', () => {
  it('says none where nothing applies, and ignores other TXT records', async () => {
    expect(await dmarcOf('example.com', { '_dmarc.example.com': ['hello', 'v=spf1 -all'] })).toEqual({
      status: 'none',
      domain: 'example.com',
      asked: ['_dmarc.example.com'],
    })
    expect(await dmarcOf('a.b.example.com', { '_dmarc.b.example.com': 'v=DMARC1; p=reject' })).toMatchObject({
      status: 'none',
      asked: ['_dmarc.a.b.example.com', '_dmarc.example.com'],
    })
  })

  it('[F12] never takes DNS that does not answer for a domain without DMARC', async () => {
    const failing = createFakeResolver({ '_dmarc.example.com': { fails: true } })
    await expect(resolveDmarc('example.com', failing, signal)).rejects.toSatisfy(ProviderError.is)
    await expect(resolveDmarc('mail.example.com', failing, signal)).rejects.toSatisfy(ProviderError.is)
    await expect(resolveDmarc('example.com', createFakeResolver({}), signal)).rejects.toSatisfy(ProviderError.is)
  })

  it.each([
    ['p=reject', 'reject', 'reject', 'reject'],
    ['p=reject; sp=none', 'reject', 'none', 'none'],
    ['p=none; sp=reject', 'none', 'reject', 'reject'],
    ['p=quarantine; np=reject', 'quarantine', 'quarantine', 'reject'],
    ['p=reject; sp=quarantine; np=none', 'reject', 'quarantine', 'none'],
    ['sp=reject; rua=mailto:a@example.com', 'none', 'none', 'none'],
    ['p=reject; sp=oops; rua=mailto:a@example.com', 'none', 'none', 'none'],
    ['p=reject; p=none; rua=mailto:a@example.com', 'none', 'none', 'none'],
  ])(
    '%s means %s, %s for subdomains, %s for those that do not exist',
    async (tags, policy, subdomains, nonexistent) => {
      expect(await dmarcOf('example.com', { '_dmarc.example.com': `v=DMARC1; ${tags}` })).toMatchObject({
        status: 'ok',
        foundAt: '_dmarc.example.com',
        inherited: false,
        policy,
        subdomainPolicy: subdomains,
        nonexistentPolicy: nonexistent,
      })
    },
  )

  it.each([
    [['v=DMARC1; p=reject', 'v=DMARC1; p=reject'], 'several-records'],
    [['v=DMARC1'], 'no-valid-policy'],
    [['v=DMARC1; p=rejected'], 'no-valid-policy'],
    [['v=DMARC1; p=reject; sp=x; rua=nobody'], 'no-valid-policy'],
  ])('%j is disregarded', async (records, reason) => {
    expect(await dmarcOf('example.com', { '_dmarc.example.com': records })).toMatchObject({
      status: 'invalid',
      reason,
      records,
    })
  })

  describe('of a subdomain', () => {
    it('is that of the organisational domain, with its sp', async () => {
      const records = { '_dmarc.example.co.uk': 'v=DMARC1; p=reject; sp=quarantine; pct=20' }
      expect(await dmarcOf('a.mail.example.co.uk', records)).toMatchObject({
        domain: 'a.mail.example.co.uk',
        foundAt: '_dmarc.example.co.uk',
        inherited: true,
        policy: 'quarantine',
        subdomainPolicy: 'quarantine',
        percent: 20,
      })
    })

    it('is its own record, and names below it go by the organisational domain', async () => {
      const own = { '_dmarc.mail.example.com': 'v=DMARC1; p=reject; sp=reject' }
      expect(await dmarcOf('mail.example.com', { ...own, '_dmarc.example.com': 'v=DMARC1; p=none' })).toMatchObject({
        foundAt: '_dmarc.mail.example.com',
        inherited: false,
        policy: 'reject',
        subdomainPolicy: 'none',
      })
      expect(await dmarcOf('mail.example.com', own)).toMatchObject({ policy: 'reject', subdomainPolicy: 'reject' })
    })

    it('is disregarded where its own records are, whatever stands above', async () => {
      const above = { '_dmarc.example.com': 'v=DMARC1; p=reject' }
      expect(
        await dmarcOf('mail.example.com', {
          ...above,
          '_dmarc.mail.example.com': ['v=DMARC1; p=none', 'v=DMARC1; p=none'],
        }),
      ).toMatchObject({ status: 'invalid', foundAt: '_dmarc.mail.example.com' })
      expect(await dmarcOf('mail.example.com', { '_dmarc.example.com': 'v=DMARC1' })).toMatchObject({
        status: 'invalid',
        domain: 'mail.example.com',
        foundAt: '_dmarc.example.com',
      })
    })
  })

  it('follows aliases and reads names in their ASCII form', async () => {
    const resolver = createFakeResolver({
      '_dmarc.xn--bcher-kva.example': { cname: 'policy.example.net' },
      'policy.example.net': { txt: ['v=DMARC1; p=reject; t=y'] },
    })
    const result = await resolveDmarc('b\u{fc}cher.example', resolver, signal)
    expect(result).toMatchObject({ status: 'ok', domain: 'xn--bcher-kva.example', testing: true })
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })
})
