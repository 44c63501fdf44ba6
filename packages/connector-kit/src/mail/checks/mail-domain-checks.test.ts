import { generateKeyPairSync } from 'node:crypto'
import type { Verdict } from '@opencasb/core'
import { type Check, defineFacet, defineResource } from '@opencasb/core/connector'
import { runCheck } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import type { DkimResult } from '../dkim/dkim-result.ts'
import { readDkim } from '../dkim/read-dkim.ts'
import type { DmarcResult } from '../dmarc/dmarc-result.ts'
import { resolveDmarc } from '../dmarc/resolve-dmarc.ts'
import { createFakeResolver, type FakeZone } from '../dns/create-fake-resolver.ts'
import { resolveSpf } from '../spf/resolve-spf.ts'
import type { SpfResult } from '../spf/spf-result.ts'
import { mailDomainChecks } from './mail-domain-checks.ts'
import { type MailRule, mailRules } from './mail-rule.ts'

interface Domain {
  readonly id: string
  readonly verified: boolean
}

const { signal } = new AbortController()
const unread = async (): Promise<never> => {
  throw new Error('not read in this test')
}
const domains = defineResource<Domain>({
  name: 'acme.domain',
  needs: {},
  order: 'stable',
  key: ({ id }) => id,
  asset: ({ id }) => ({ kind: 'domain', id, name: id }),
  async *collect() {
    yield { items: [] }
  },
})
const facet = { of: domains, needs: {}, fetch: unread }
const spf = defineFacet<Domain, SpfResult>({ ...facet, name: 'acme.domain.spf' })
const dmarc = defineFacet<Domain, DmarcResult>({ ...facet, name: 'acme.domain.dmarc' })
const dkim = defineFacet<Domain, DkimResult>({ ...facet, name: 'acme.domain.dkim' })
const options = { connector: 'acme', on: domains, spf, dmarc, dkim }
const checks = mailDomainChecks({
  ...options,
  exempt: ({ verified }) => (verified ? undefined : 'The domain was never verified'),
  rules: {
    'dmarc-enforced': { frameworks: { 'scuba-acme': ['MAIL.4.2'] }, profiles: { scuba: { policy: 'reject' } } },
    'dkim-published': { remediation: 'Open "Acme", "Sign mail".', see: 'https://acme.example/dkim' },
  },
})

function check(rule: MailRule): Check {
  const found = checks.find(({ id }) => id === `acme/${rule}`)
  if (!found) throw new Error(`no check ${rule}`)
  return found
}

interface Published {
  readonly spf?: string | readonly string[]
  readonly dmarc?: string | readonly string[]
  readonly dkim?: string
  readonly others?: FakeZone
}

/** What the check of a rule says of a domain that publishes this. */
async function verdictOf(rule: MailRule, published: Published, params = {}, verified = true): Promise<Verdict> {
  const zone: FakeZone = {
    'example.com': { txt: [published.spf ?? []].flat() },
    '_dmarc.example.com': { txt: [published.dmarc ?? []].flat() },
    's1._domainkey.example.com': { txt: [published.dkim ?? []].flat() },
    ...published.others,
  }
  const resolver = createFakeResolver(zone)
  const facets = {
    spf: () => resolveSpf('example.com', resolver, signal),
    dmarc: () => resolveDmarc('example.com', resolver, signal),
    dkim: () => readDkim('example.com', ['s1', 's2'], resolver, signal),
  }
  const name = rule.slice(0, rule.indexOf('-')) as keyof typeof facets
  const resource: Domain = { id: 'example.com', verified }
  return runCheck(check(rule), { resource, facets: { [name]: await facets[name]() }, params })
}

function rsaKey(modulusLength: number): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength })
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
}
const rsa1024 = rsaKey(1024)
const rsa2048 = rsaKey(2048)
const ed25519 = Buffer.alloc(32, 1).toString('base64')

describe('mailDomainChecks', () => {
  it('has a check for each rule, with the shared words and an id of the connector', () => {
    expect(checks.map(({ id }) => id).sort()).toEqual(
      Object.keys(mailRules)
        .map((rule) => `acme/${rule}`)
        .sort(),
    )
    expect(check('spf-restricts-senders')).toMatchObject({
      severity: 'high',
      title: 'SPF lets any address send for a domain',
    })
    expect(check('spf-published').with).toEqual({ spf })
  })

  it('takes controls, profiles and words of screens from the connector', () => {
    expect(check('dmarc-enforced')).toMatchObject({
      title: mailRules['dmarc-enforced'].title,
      frameworks: { 'scuba-acme': ['MAIL.4.2'] },
      profiles: { scuba: { policy: 'reject' } },
    })
    expect(check('dkim-published')).toMatchObject({
      remediation: 'Open "Acme", "Sign mail".',
      see: 'https://acme.example/dkim',
    })
    expect(check('dkim-published').risk).toBe(mailRules['dkim-published'].risk)
  })

  it('leaves DKIM out where there is no facet for it', () => {
    const { dkim: _dkim, ...rest } = options
    expect(mailDomainChecks(rest).filter(({ id }) => id.includes('dkim'))).toEqual([])
  })

  it('judges no domain that the connector exempts', async () => {
    for (const rule of Object.keys(mailRules) as MailRule[]) {
      expect(await verdictOf(rule, {}, {}, false)).toEqual({
        outcome: 'not-applicable',
        why: 'The domain was never verified',
      })
    }
  })

  const half = { 'half.example': { txt: ['v=spf1 ip4:0.0.0.0/1 -all'] } }
  it.each<[MailRule, string, Published, Verdict['outcome'], string?]>([
    ['spf-published', 'no record', {}, 'fail', 'example.com has no SPF record'],
    ['spf-published', 'a record', { spf: 'v=spf1 -all' }, 'pass'],
    ['spf-published', 'another version', { spf: 'v=spf10 -all' }, 'fail'],
    ['spf-published', 'two records, which are another finding', { spf: ['v=spf1 -all', 'v=spf1 mx'] }, 'pass'],
    ['spf-valid', 'a record', { spf: 'v=spf1 -all' }, 'pass'],
    ['spf-valid', 'no record, which is another finding', {}, 'not-applicable'],
    [
      'spf-valid',
      'two records',
      { spf: ['v=spf1 -all', 'v=spf1 mx'] },
      'fail',
      'Receivers cannot evaluate the SPF of example.com: example.com has 2 SPF records; receivers disregard all of them',
    ],
    ['spf-valid', 'an include of nothing', { spf: 'v=spf1 include:gone.example -all' }, 'fail'],
    ['spf-restricts-senders', '-all', { spf: 'v=spf1 mx -all' }, 'pass'],
    ['spf-restricts-senders', '?all', { spf: 'v=spf1 ?all' }, 'pass'],
    [
      'spf-restricts-senders',
      '+all',
      { spf: 'v=spf1 mx +all' },
      'fail',
      'The SPF of example.com lets every address send for it',
    ],
    [
      'spf-restricts-senders',
      'every IPv4 address',
      { spf: 'v=spf1 ip4:0.0.0.0/0 -all' },
      'fail',
      'The SPF of example.com lets every IPv4 address send for it',
    ],
    [
      'spf-restricts-senders',
      'every IPv6 address',
      { spf: 'v=spf1 ip6:2000::/3 -all' },
      'fail',
      'The SPF of example.com lets every IPv6 address send for it',
    ],
    [
      'spf-restricts-senders',
      'half of them',
      { spf: 'v=spf1 include:half.example -all', others: half },
      'fail',
      'The SPF of example.com lets 57 % of all IPv4 addresses send for it',
    ],
    ['spf-restricts-senders', 'a large network', { spf: 'v=spf1 ip4:10.0.0.0/8 -all' }, 'pass'],
    [
      'spf-restricts-senders',
      'an include that does not count',
      { spf: 'v=spf1 ?include:half.example -all', others: half },
      'pass',
    ],
    [
      'spf-restricts-senders',
      '+all after too many look-ups that receivers may allow',
      { spf: 'v=spf1 a:x.example a:y.example a:z.example +all' },
      'fail',
    ],
    [
      'spf-restricts-senders',
      'too many look-ups',
      { spf: 'v=spf1 a:x.example a:y.example a:z.example -all' },
      'not-applicable',
    ],
    ['spf-restricts-senders', 'no record', {}, 'not-applicable'],
    ['spf-restricts-senders', 'an error beside +all', { spf: 'v=spf1 oops +all' }, 'not-applicable'],
    ['spf-fails-others', '-all', { spf: 'v=spf1 -all' }, 'pass'],
    ['spf-fails-others', '-all through a redirect', { spf: 'v=spf1 redirect=half.example', others: half }, 'pass'],
    [
      'spf-fails-others',
      '~all',
      { spf: 'v=spf1 ~all' },
      'fail',
      'The SPF of example.com answers softfail for other senders',
    ],
    [
      'spf-fails-others',
      'nothing',
      { spf: 'v=spf1 include:half.example', others: half },
      'fail',
      'The SPF of example.com says nothing of other senders',
    ],
    [
      'spf-fails-others',
      'a redirect that depends on the message',
      { spf: 'v=spf1 redirect=%{i}.example.net' },
      'not-applicable',
    ],
    ['spf-fails-others', '+all, which is another finding', { spf: 'v=spf1 +all' }, 'not-applicable'],
    ['spf-fails-others', 'an error, which is another finding', { spf: 'v=spf1 oops ~all' }, 'not-applicable'],
    ['dmarc-published', 'no record', {}, 'fail', 'example.com has no DMARC record'],
    ['dmarc-published', 'another TXT record', { dmarc: 'v=DMARC2; p=reject' }, 'fail'],
    [
      'dmarc-published',
      'two records',
      { dmarc: ['v=DMARC1; p=reject', 'v=DMARC1; p=none'] },
      'fail',
      'Receivers disregard the DMARC record at _dmarc.example.com: there are several',
    ],
    [
      'dmarc-published',
      'no policy',
      { dmarc: 'v=DMARC1; p=' },
      'fail',
      'Receivers disregard the DMARC record at _dmarc.example.com: it has no valid policy',
    ],
    ['dmarc-published', 'p=none', { dmarc: 'v=DMARC1; p=none' }, 'pass'],
    ['dmarc-enforced', 'no record, which is another finding', {}, 'not-applicable'],
    ['dmarc-enforced', 'p=none', { dmarc: 'v=DMARC1; p=none' }, 'fail', 'The DMARC policy of example.com is "none"'],
    [
      'dmarc-enforced',
      'a policy that nobody knows, with reports',
      { dmarc: 'v=DMARC1; p=block; rua=mailto:a@example.com' },
      'fail',
    ],
    ['dmarc-enforced', 'p=quarantine', { dmarc: 'v=DMARC1; p=quarantine' }, 'pass'],
    ['dmarc-enforced', 'p=reject', { dmarc: 'v=DMARC1; p=reject' }, 'pass'],
    ['dmarc-subdomains-enforced', 'p=reject', { dmarc: 'v=DMARC1; p=reject' }, 'pass'],
    [
      'dmarc-subdomains-enforced',
      'sp=none',
      { dmarc: 'v=DMARC1; p=reject; sp=none' },
      'fail',
      'The DMARC policy for subdomains of example.com is "none"',
    ],
    [
      'dmarc-subdomains-enforced',
      'np=none',
      { dmarc: 'v=DMARC1; p=reject; np=none' },
      'fail',
      'The DMARC policy for subdomains that do not exist of example.com is "none"',
    ],
    ['dmarc-subdomains-enforced', 'p=none, which is another finding', { dmarc: 'v=DMARC1; p=none' }, 'not-applicable'],
    ['dmarc-subdomains-enforced', 'p=none with sp=reject', { dmarc: 'v=DMARC1; p=none; sp=reject' }, 'pass'],
    ['dmarc-fully-enforced', 'p=reject', { dmarc: 'v=DMARC1; p=reject' }, 'pass'],
    [
      'dmarc-fully-enforced',
      'pct=99',
      { dmarc: 'v=DMARC1; p=reject; pct=99' },
      'fail',
      'The DMARC policy of example.com applies to 99 % of the mail that fails',
    ],
    ['dmarc-fully-enforced', 'pct=0', { dmarc: 'v=DMARC1; p=quarantine; pct=0' }, 'fail'],
    [
      'dmarc-fully-enforced',
      't=y',
      { dmarc: 'v=DMARC1; p=reject; t=y' },
      'fail',
      'The DMARC policy of example.com applies as a test (t=y)',
    ],
    ['dmarc-fully-enforced', 'p=none with pct', { dmarc: 'v=DMARC1; p=none; pct=5' }, 'not-applicable'],
    ['dmarc-reports-received', 'an address', { dmarc: 'v=DMARC1; p=none; rua=mailto:a@example.com!10m' }, 'pass'],
    [
      'dmarc-reports-received',
      'none',
      { dmarc: 'v=DMARC1; p=none; ruf=mailto:a@example.com' },
      'fail',
      'Nobody gets the DMARC reports of example.com',
    ],
    [
      'dmarc-reports-received',
      'an address without its scheme',
      { dmarc: 'v=DMARC1; p=none; rua=a@example.com' },
      'fail',
    ],
    ['dkim-published', 'nothing', {}, 'fail', 'example.com has no usable DKIM key under the selectors "s1", "s2"'],
    ['dkim-published', 'a key that was withdrawn', { dkim: 'v=DKIM1; p=' }, 'fail'],
    [
      'dkim-published',
      'a test',
      { dkim: `v=DKIM1; t=y; p=${rsa1024}` },
      'fail',
      'The DKIM key of example.com is published as a test',
    ],
    ['dkim-published', 'one of two', { dkim: `v=DKIM1; p=${rsa1024}` }, 'pass'],
    [
      'dkim-key-strong',
      '1024 bits',
      { dkim: `v=DKIM1; p=${rsa1024}` },
      'fail',
      'The DKIM key at s1._domainkey.example.com has 1024 bits',
    ],
    ['dkim-key-strong', '2048 bits', { dkim: `v=DKIM1; p=${rsa2048}` }, 'pass'],
    ['dkim-key-strong', 'Ed25519', { dkim: `v=DKIM1; k=ed25519; p=${ed25519}` }, 'pass'],
    ['dkim-key-strong', 'no key, which is another finding', {}, 'not-applicable'],
  ])('%s with %s', async (rule, _what, published, outcome, message) => {
    const verdict = await verdictOf(rule, published)
    expect(verdict).toMatchObject({ outcome, ...(message !== undefined && { message }) })
  })

  it('takes parameters, and refuses those that do not fit', async () => {
    const quarantine = { dmarc: 'v=DMARC1; p=quarantine; rua=mailto:A@example.com' }
    expect(await verdictOf('dmarc-enforced', quarantine, { policy: 'reject' })).toMatchObject({
      outcome: 'fail',
      message: 'The DMARC policy of example.com is "quarantine"',
    })
    expect(await verdictOf('dmarc-reports-received', quarantine, { contacts: ['a@EXAMPLE.com'] })).toEqual({
      outcome: 'pass',
    })
    expect(await verdictOf('dmarc-reports-received', quarantine, { contacts: ['b@example.com'] })).toMatchObject({
      outcome: 'fail',
      message: 'The DMARC reports of example.com do not go to b@example.com',
    })
    const key = { dkim: `v=DKIM1; p=${rsa1024}` }
    expect(await verdictOf('dkim-key-strong', key, { minimumBits: 1024 })).toEqual({ outcome: 'pass' })
    await expect(verdictOf('dmarc-enforced', quarantine, { policy: 'none' })).rejects.toThrow('policy')
    await expect(verdictOf('dmarc-reports-received', quarantine, { contacts: 'a' })).rejects.toThrow('contacts')
    await expect(verdictOf('dkim-key-strong', key, { minimumBits: -1 })).rejects.toThrow('minimumBits')
  })

  it('cuts what it quotes', async () => {
    const long = `v=spf1 ${'ip4:192.0.2.1 '.repeat(5000)}+all`
    const verdict = await verdictOf('spf-restricts-senders', { spf: long })
    expect(JSON.stringify(verdict).length).toBeLessThan(3000)
  })
})
