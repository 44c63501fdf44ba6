import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDmarc } from './parse-dmarc.ts'

describe('parseDmarc', () => {
  it.each([
    '',
    'p=none; v=DMARC1',
    'v=DMARC2; p=none',
    'v=dmarc1; p=none',
    'v=DMARC1p=none',
    'v=DMARC11; p=none',
    ' v=DMARC1; p=none',
    '"v=DMARC1; p=none"',
    'v=spf1 -all',
  ])('takes %j for no DMARC record', (text) => {
    expect(parseDmarc(text)).toBeUndefined()
  })

  it('gives defaults for what is not there', () => {
    expect(parseDmarc('v=DMARC1; p=none')).toEqual({
      text: 'v=DMARC1; p=none',
      policy: 'none',
      percent: 100,
      testing: false,
      publicSuffix: 'u',
      dkimAlignment: 'relaxed',
      spfAlignment: 'relaxed',
      aggregateReports: [],
      failureReports: [],
      failureOptions: ['0'],
      interval: 86_400,
      validPolicies: true,
      problems: [],
    })
  })

  it('reads every tag, in any order, with white space anywhere between', () => {
    const text =
      'v \t= DMARC1 ;rua = mailto:a@example.com!10m , mailto:b@example.net ;; P=Reject; sp=quarantine;np=reject; pct=50;adkim=s ;aspf=r; fo=1:d:s; ri=3600; ruf=mailto:c@example.com; rf=afrf; t=y; psd=n; moo=cow; '
    expect(parseDmarc(text)).toEqual({
      text,
      policy: 'reject',
      subdomainPolicy: 'quarantine',
      nonexistentPolicy: 'reject',
      percent: 50,
      testing: true,
      publicSuffix: 'n',
      dkimAlignment: 'strict',
      spfAlignment: 'relaxed',
      aggregateReports: [{ uri: 'mailto:a@example.com', limit: '10m' }, { uri: 'mailto:b@example.net' }],
      failureReports: [{ uri: 'mailto:c@example.com' }],
      failureOptions: ['1', 'd', 's'],
      interval: 3600,
      validPolicies: true,
      problems: [],
    })
  })

  it.each([
    ['v=DMARC1', 'has no p tag'],
    ['v=DMARC1;', 'has no p tag'],
    ['v=DMARC1; p=', 'has a p tag that is not a policy'],
    ['v=DMARC1; p=rejct', 'has a p tag that is not a policy'],
    ['v=DMARC1; p=reject sp=none', 'has a p tag that is not a policy'],
    ['v=DMARC1; p=reject; sp=off', 'has a sp tag that is not a policy'],
    ['v=DMARC1; p=reject; np=constructor', 'has a np tag that is not a policy'],
    ['v=DMARC1; p=reject; p=none', 'has the tag p more than once'],
    ['v=DMARC1; p=reject; P=reject', 'has the tag p more than once'],
  ])('%s has no valid policies', (text, problem) => {
    expect(parseDmarc(text)).toMatchObject({ validPolicies: false, problems: [problem] })
  })

  it.each([
    ['pct=101', 'has a pct tag that is not valid'],
    ['pct=-1', 'has a pct tag that is not valid'],
    ['pct=50%', 'has a pct tag that is not valid'],
    ['pct=', 'has a pct tag that is not valid'],
    ['ri=4294967296', 'has a ri tag that is not valid'],
    ['adkim=x', 'has a adkim tag that is not valid'],
    ['t=toString', 'has a t tag that is not valid'],
    ['rua=reports@example.com', 'has a rua tag with something that is not a URI'],
    ['rua=mailto:', 'has a rua tag with something that is not a URI'],
    ['rua=mailto:a@example.com mailto:b@example.com', 'has a rua tag with something that is not a URI'],
    ['oops', 'has something that is not a tag'],
    ['fo=1; fo=1', 'has the tag fo more than once'],
  ])('%s is odd and does not spoil the policy', (tag, problem) => {
    expect(parseDmarc(`v=DMARC1; p=reject; ${tag}`)).toMatchObject({
      policy: 'reject',
      percent: 100,
      validPolicies: true,
      problems: [problem],
    })
  })

  it('ignores tags that nobody knows', () => {
    expect(parseDmarc('v=DMARC1; p=reject; x_new=1; __proto__=2')?.problems).toEqual([
      'has something that is not a tag',
    ])
    expect(parseDmarc('v=DMARC1; p=reject; constructor=1; rf=iodef')?.problems).toEqual([])
  })

  it.each([
    ['mailto:a@example.com!50k', { uri: 'mailto:a@example.com', limit: '50k' }],
    ['mailto:a@example.com!10', { uri: 'mailto:a@example.com', limit: '10' }],
    ['MAILTO:a%21b@example.com', { uri: 'MAILTO:a%21b@example.com' }],
    ['https://example.com/r?x=1', { uri: 'https://example.com/r?x=1' }],
    ['mailto:a@example.com!10z', undefined],
    ['mailto:example.com', undefined],
    ['mailto:a@', undefined],
    [':a@example.com', undefined],
  ])('reads the report address %s', (uri, expected) => {
    expect(parseDmarc(`v=DMARC1; p=none; rua=${uri}`)?.aggregateReports).toEqual(expected ? [expected] : [])
  })

  it('survives any text', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^ ?(p|sp|np|pct|rua|fo|t|psd|adkim) ?= ?[a-z0-9:@!,. ]{0,20}$/),
    )
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const record = parseDmarc(`v=DMARC1;${parts.join(';')}`)
        expect(record?.percent).toBeGreaterThanOrEqual(0)
        expect(record?.percent).toBeLessThanOrEqual(100)
        if (record?.validPolicies) expect(record.policy).toBeDefined()
      }),
      { numRuns: 500 },
    )
  })

  it.each([';', '=', ' ', 'a', ' =', 'p=none;', 'rua=mailto:a@b,', ',', '!1', 'x1=;', ':'])(
    'reads 64 kB of %j in no time',
    (unit) => {
      for (const head of ['v=DMARC1;', 'v=DMARC1', 'v=DMARC1;rua=', 'v=DMARC1;rua=mailto:', 'v=DMARC1; fo=']) {
        const before = performance.now()
        parseDmarc(head + unit.repeat(65_536 / unit.length))
        expect(performance.now() - before).toBeLessThan(1000)
      }
    },
  )
})
