import { ProviderError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { createFakeResolver, type FakeZone } from '../dns/create-fake-resolver.ts'
import { resolveSpf } from './resolve-spf.ts'
import type { SpfPermerror, SpfResult, SpfWalk } from './spf-result.ts'

const { signal } = new AbortController()

function spfOf(zone: FakeZone, domain = 'example.com'): Promise<SpfResult> {
  return resolveSpf(domain, createFakeResolver(zone), signal)
}

function withRecord(record: string, others: FakeZone = {}): Promise<SpfResult> {
  return spfOf({ 'example.com': { txt: [record] }, ...others })
}

async function walkOf(record: string, others: FakeZone = {}): Promise<SpfWalk> {
  const result = await withRecord(record, others)
  if (result.status !== 'ok') throw new Error(JSON.stringify(result))
  return result
}

async function problemsOf(record: string, others: FakeZone = {}): Promise<string[]> {
  const result = await withRecord(record, others)
  return result.status === 'permerror' ? result.problems.map(({ kind }) => kind) : [result.status]
}

function spf(...records: readonly string[]): { readonly txt: readonly string[] } {
  return { txt: records }
}

describe('resolveSpf', () => {
  it('says none where no TXT record is SPF', async () => {
    expect(await spfOf({ 'example.com': {} })).toEqual({ status: 'none', domain: 'example.com' })
    expect(await spfOf({ 'example.com': {} }, 'mail.example.com')).toMatchObject({ status: 'none' })
    expect(await spfOf({ 'example.com': { txt: ['v=spf10 -all', 'google-site-verification=x'] } })).toMatchObject({
      status: 'none',
    })
  })

  it('[F12] never takes DNS that does not answer for a domain without SPF', async () => {
    await expect(spfOf({ 'example.com': { fails: true } })).rejects.toSatisfy(ProviderError.is)
    await expect(withRecord('v=spf1 include:a.example -all', { 'a.example': { fails: true } })).rejects.toSatisfy(
      (error) => ProviderError.is(error) && error.retryable,
    )
  })

  it('[F12] never takes a resolver that does not see public names for a domain without SPF', async () => {
    await expect(spfOf({})).rejects.toSatisfy(
      (error) => ProviderError.is(error) && error.message.includes('DNS knows no domain example.com'),
    )
    await expect(spfOf({ 'example.com': {} }, 'example.org')).rejects.toSatisfy(ProviderError.is)
  })

  it('reads the domain in its ASCII form and follows aliases', async () => {
    const zone: FakeZone = { 'xn--bcher-kva.example': { cname: 'Alias.Example' }, 'alias.example': spf('v=spf1 -all') }
    expect(await spfOf(zone, 'B\u{fc}cher.example.')).toMatchObject({ status: 'ok', domain: 'xn--bcher-kva.example' })
  })

  it('disregards several records, and a record with an error', async () => {
    const several = await spfOf({ 'example.com': { txt: ['v=spf1 -all', 'V=SPF1 mx -all'] } })
    expect(several).toMatchObject({ status: 'permerror', problems: [{ kind: 'several-records' }] })
    expect(several).not.toHaveProperty('walk')
    expect(await withRecord('v=spf1 +all oops')).toMatchObject({
      status: 'permerror',
      problems: [{ kind: 'syntax', term: 'oops', message: 'The term at character 13 is not a mechanism' }],
    })
  })

  describe('other senders', () => {
    it.each([
      ['v=spf1', 'neutral', 'default'],
      ['v=spf1 mx', 'neutral', 'default'],
      ['v=spf1 ~all -all', 'softfail', 'all'],
      ['v=spf1 ?all', 'neutral', 'all'],
      ['v=spf1 all', 'pass', 'all'],
      ['v=spf1 redirect=a.example', 'fail', 'redirect'],
      ['v=spf1 redirect=a.example ~all', 'softfail', 'all'],
      ['v=spf1 include:a.example', 'neutral', 'default'],
      ['v=spf1 redirect=b.example', 'neutral', 'default'],
    ])('%s says %s by %s', async (record, otherwise, otherwiseFrom) => {
      const zone: FakeZone = {
        'example.com': { txt: [record], mx: [{ exchange: 'mail.example.com', priority: 1 }] },
        'a.example': spf('v=spf1 ip4:192.0.2.0/24 -all'),
        'b.example': spf('v=spf1 ip4:192.0.2.0/24'),
      }
      const result = await spfOf(zone)
      const from = record.endsWith('b.example') ? 'redirect' : otherwiseFrom
      expect(result).toMatchObject({ status: 'ok', otherwise, otherwiseFrom: from })
    })
  })

  describe('who passes', () => {
    it.each([
      ['v=spf1 +all', 1, 1],
      ['v=spf1 ALL', 1, 1],
      ['v=spf1 -all +all', 0, 0],
      ['v=spf1 ip4:0.0.0.0/0 -all', 1, 0],
      ['v=spf1 ip6:::/0 -all', 0, 1],
      ['v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 ~all', 1, 0],
      ['v=spf1 ip4:0.0.0.0/2 ip4:64.0.0.0/2 ip4:128.0.0.0/2 ip4:192.0.0.0/3 -all', 1, 0],
      ['v=spf1 -ip4:0.0.0.0/0 +all', 0, 1],
      ['v=spf1 ~all ip4:0.0.0.0/0', 0, 0],
      ['v=spf1 ?ip4:0.0.0.0/0 -all', 0, 0],
      ['v=spf1 include:open.example -all', 1, 1],
      ['v=spf1 -include:open.example ~all', 0, 0],
      ['v=spf1 include:closed.example +all', 1, 1],
      ['v=spf1 include:closed.example -all', 0, 0],
      ['v=spf1 include:half.example ip4:128.0.0.0/1 -all', 1, 0],
      ['v=spf1 redirect=open.example', 1, 1],
      ['v=spf1 -ip4:0.0.0.0/0 redirect=open.example', 0, 1],
      ['v=spf1 a/0 -all', 1, 0],
      ['v=spf1 a//0 -all', 0, 1],
      ['v=spf1 mx/0 -all', 1, 0],
      ['v=spf1 exists:example.com -all', 1, 1],
      ['v=spf1 exists:%{d} -all', 1, 1],
      ['v=spf1 exists:%{i}.example.com -all', 0, 0],
      ['v=spf1 include:%{i}.example.com include:%{d2}.hosted.example -all', 1, 1],
    ])('%s lets %d of IPv4 and %d of IPv6 pass', async (record, ipv4, ipv6) => {
      const host = { a: ['192.0.2.1'], aaaa: ['2001:db8::1'] }
      const result = await spfOf({
        'example.com': { txt: [record], mx: [{ exchange: 'mail.example.com', priority: 1 }], ...host },
        'mail.example.com': host,
        'open.example': spf('v=spf1 +all'),
        'closed.example': spf('v=spf1 -all'),
        'half.example': spf('v=spf1 ip4:0.0.0.0/1 ~all'),
        'example.com.hosted.example': spf('v=spf1 +all'),
      })
      expect(result).toMatchObject({ status: 'ok', passing: { ipv4, ipv6 } })
    })

    it('names the terms that it comes from, below includes as well', async () => {
      const walk = await walkOf('v=spf1 include:a.example ip4:128.0.0.0/1 ip4:192.0.2.1 ?include:b.example -all', {
        'a.example': spf('v=spf1 ip4:0.0.0.0/1 -all'),
        'b.example': spf('v=spf1 +all'),
      })
      expect(walk.widest).toEqual(['a.example: ip4:0.0.0.0/1', 'example.com: ip4:128.0.0.0/1'])
    })

    it('names what depends on the message and cannot be followed', async () => {
      const walk = await walkOf(
        'v=spf1 include:%{i}._ip.%{h}.example.net exists:%{l}.example.net redirect=%{s}.example.net',
      )
      expect(walk).toMatchObject({
        notFollowed: [
          'example.com: include:%{i}._ip.%{h}.example.net',
          'example.com: exists:%{l}.example.net',
          'example.com: redirect=%{s}.example.net',
        ],
        lookups: 3,
        voidLookups: 0,
        otherwiseFrom: 'message',
      })
      const behind = { 'a.example': spf('v=spf1 redirect=%{s}.example.net') }
      expect(await walkOf('v=spf1 redirect=a.example', behind)).toMatchObject({ otherwiseFrom: 'message' })
    })
  })

  describe('limits', () => {
    const ten = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`n${index}.example`, spf('v=spf1 -all')]))
    const includes = (count: number): string =>
      Array.from({ length: count }, (_, index) => `include:n${index}.example`).join(' ')

    it('counts what makes receivers ask DNS, and nothing after all', async () => {
      const walk = await walkOf(
        'v=spf1 a mx ptr exists:x.example include:n0.example ip4:192.0.2.1 exp=e.example -all a a a a a a a a a a',
        {
          ...ten,
          'example.com': {
            txt: [
              'v=spf1 a mx ptr exists:x.example include:n0.example ip4:192.0.2.1 exp=e.example -all a a a a a a a a',
            ],
            a: ['192.0.2.1'],
            mx: [{ exchange: 'mail.example', priority: 1 }],
          },
          'x.example': { a: ['127.0.0.2'] },
        },
      )
      expect(walk).toMatchObject({ lookups: 5, voidLookups: 0 })
    })

    it('allows 10 look-ups and not 11, those of includes counted', async () => {
      expect(await withRecord(`v=spf1 ${includes(10)} -all`, ten)).toMatchObject({ status: 'ok', lookups: 10 })
      expect(await problemsOf(`v=spf1 ${includes(11)} -all`, ten)).toEqual(['too-many-lookups'])
      const nested = { ...ten, 'b.example': spf(`v=spf1 ${includes(9)} redirect=n10.example`) }
      const result = await withRecord('v=spf1 include:b.example ~all', nested)
      expect(result).toMatchObject({
        status: 'permerror',
        problems: [{ message: 'It takes 11 look-ups; receivers give up after 10' }],
        walk: { otherwise: 'softfail' },
      })
    })

    it('stops asking at some point', async () => {
      const resolver = createFakeResolver({ ...ten, 'example.com': spf(`v=spf1 ${includes(60)} +all`) })
      const result = await resolveSpf('example.com', resolver, signal)
      expect(resolver.asked.length).toBeLessThanOrEqual(51)
      expect(result).toMatchObject({ status: 'permerror', walk: { lookups: 50, passing: { ipv4: 1 } } })
    })

    it('needs no answer of DNS where receivers gave up before', async () => {
      const zone = { ...ten, 'n10.example': { fails: true } }
      expect(await problemsOf(`v=spf1 ${includes(12)} -all`, zone)).toEqual(['too-many-lookups'])
      await expect(
        withRecord(`v=spf1 ${includes(10)} -all`, { ...ten, 'n9.example': { fails: true } }),
      ).rejects.toSatisfy(ProviderError.is)
    })

    it('allows 2 look-ups that find nothing', async () => {
      expect(await withRecord('v=spf1 a:x.example exists:y.example -all')).toMatchObject({
        status: 'ok',
        voidLookups: 2,
      })
      expect(await problemsOf('v=spf1 a:x.example exists:y.example mx:z.example -all')).toEqual([
        'too-many-void-lookups',
      ])
      const ipv6 = { 'x.example': { aaaa: ['2001:db8::1'] }, 'y.example': { a: ['192.0.2.1'] } }
      expect(await withRecord('v=spf1 a:x.example a:y.example -all', ipv6)).toMatchObject({ voidLookups: 0 })
    })

    it('allows 10 mail servers behind mx', async () => {
      const mx = Array.from({ length: 11 }, (_, priority) => ({ exchange: `m${priority}.example`, priority }))
      expect(await withRecord('v=spf1 mx:ten.example -all', { 'ten.example': { mx: mx.slice(1) } })).toMatchObject({
        status: 'ok',
      })
      expect(await problemsOf('v=spf1 mx:eleven.example -all', { 'eleven.example': { mx } })).toEqual([
        'too-many-mail-servers',
      ])
    })
  })

  describe('references', () => {
    it.each([
      ['an include of itself', 'v=spf1 include:example.com -all', {}],
      ['a redirect to itself', 'v=spf1 redirect=EXAMPLE.com.', {}],
      ['a longer circle', 'v=spf1 include:a.example -all', { 'a.example': spf('v=spf1 redirect=example.com') }],
    ])('sees %s', async (_title, record, others) => {
      expect(await problemsOf(record, others)).toEqual(['loop'])
    })

    it.each([
      ['of nothing', {}, 'missing-target'],
      ['of a domain without SPF', { 'a.example': { txt: ['hello'] } }, 'missing-target'],
      ['of a domain with two records', { 'a.example': spf('v=spf1 -all', 'v=spf1 ~all') }, 'several-records'],
      ['of a record with an error', { 'a.example': spf('v=spf1 ipv4:192.0.2.1') }, 'syntax'],
    ])('an include %s is a permanent error', async (_title, others, kind) => {
      expect(await problemsOf('v=spf1 include:a.example -all', others)).toEqual([kind])
      expect(await problemsOf('v=spf1 redirect=a.example', others)).toEqual([kind])
      // Never reached.
      expect(await problemsOf('v=spf1 -all include:a.example redirect=a.example', others)).toEqual(['ok'])
    })

    it('the same domain may be included twice', async () => {
      const resolver = createFakeResolver({
        'example.com': spf('v=spf1 include:a.example include:b.example -all'),
        'a.example': spf('v=spf1 include:c.example -all'),
        'b.example': spf('v=spf1 include:c.example -all'),
        'c.example': spf('v=spf1 ip4:192.0.2.1 -all'),
      })
      const result = await resolveSpf('example.com', resolver, signal)
      expect(result).toMatchObject({ status: 'ok', lookups: 4, includes: ['a.example', 'c.example', 'b.example'] })
      expect(resolver.asked).toHaveLength(4)
    })
  })

  it('is plain JSON', async () => {
    const result = (await withRecord('v=spf1 include:a.example -all')) as SpfPermerror
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it('ends with the signal', async () => {
    const controller = new AbortController()
    controller.abort(new Error('enough'))
    const work = resolveSpf('example.com', createFakeResolver({}), controller.signal)
    await expect(work).rejects.toThrow('enough')
  })

  it('takes a huge record in no time', async () => {
    const terms = Array.from(
      { length: 3000 },
      (_, index) => `${index % 2 ? '?' : ''}ip4:10.${index >> 8}.${index & 255}.0/25`,
    )
    const before = performance.now()
    expect(await withRecord(`v=spf1 ${terms.join(' ')} -all`)).toMatchObject({ status: 'ok' })
    expect(performance.now() - before).toBeLessThan(5000)
  })
})

describe('the examples of RFC 7208, appendix A', () => {
  const zone: FakeZone = {
    'example.com': {
      mx: [
        { exchange: 'mail-a.example.com', priority: 10 },
        { exchange: 'mail-b.example.com', priority: 20 },
      ],
      a: ['192.0.2.10', '192.0.2.11'],
    },
    'example.org': { mx: [{ exchange: 'mail-c.example.org', priority: 10 }] },
    'example.net': spf('v=spf1 a -all'),
  }

  it.each([
    ['v=spf1 +all', 0, 'pass', 1],
    ['v=spf1 a -all', 1, 'fail', 0],
    ['v=spf1 a:example.org -all', 1, 'fail', 0],
    ['v=spf1 mx -all', 1, 'fail', 0],
    ['v=spf1 mx:example.org -all', 1, 'fail', 0],
    ['v=spf1 mx mx:example.org -all', 2, 'fail', 0],
    ['v=spf1 mx/30 mx:example.org/30 -all', 2, 'fail', 0],
    ['v=spf1 ptr -all', 1, 'fail', 0],
    ['v=spf1 ip4:192.0.2.128/28 -all', 0, 'fail', 0],
    ['v=spf1 include:example.com include:example.net -all', 2, 'fail', 0],
    ['v=spf1 -exists:%{ir}.sbl.spamhaus.example.org -all', 1, 'fail', 0],
  ])('%s', async (record, lookups, otherwise, ipv4) => {
    const included = record.includes('include:')
      ? { 'example.com': { ...zone['example.com'], txt: ['v=spf1 mx'] } }
      : {}
    const asked = record.includes('include:') ? 'la.example.com' : 'example.com'
    const full: FakeZone = {
      ...zone,
      [asked]: { ...zone[asked], txt: [record] },
      ...included,
      'example.net': { ...zone['example.net'], a: ['192.0.2.12'] },
    }
    const expected = record.includes('include:') ? lookups + 2 : lookups
    expect(await spfOf(full, asked)).toMatchObject({ status: 'ok', lookups: expected, otherwise, passing: { ipv4 } })
  })
})
