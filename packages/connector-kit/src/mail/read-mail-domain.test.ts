import { ProviderError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { createFakeResolver, type FakeZone } from './dns/create-fake-resolver.ts'
import { parseMtaSts, readMtaSts } from './mta-sts.ts'
import { readMailDomain } from './read-mail-domain.ts'
import { readMx } from './read-mx.ts'
import { parseTlsRpt, readTlsRpt } from './tls-rpt.ts'

const { signal } = new AbortController()

const zone: FakeZone = {
  'example.com': {
    txt: ['v=spf1 mx -all'],
    mx: [
      { exchange: 'b.example.com', priority: 20 },
      { exchange: 'a.example.com', priority: 10 },
    ],
  },
  '_dmarc.example.com': { txt: ['v=DMARC1; p=reject'] },
  's1._domainkey.example.com': { txt: ['v=DKIM1; p='] },
  '_mta-sts.example.com': { txt: ['v=STSv1; id=20260101;'] },
  '_smtp._tls.example.com': { txt: ['v=TLSRPTv1; rua=mailto:tls@example.com, https://example.com/tls , ftp://x'] },
}

describe('readMailDomain', () => {
  it('reads everything at once', async () => {
    const resolver = createFakeResolver(zone)
    const domain = await readMailDomain('EXAMPLE.com', { resolver, signal, dkimSelectors: ['s1'] })
    expect(domain).toMatchObject({
      domain: 'example.com',
      spf: { value: { status: 'ok', otherwise: 'fail' } },
      dmarc: { value: { status: 'ok', policy: 'reject' } },
      dkim: { value: { selectors: [{ status: 'revoked' }] } },
      mx: { value: { servers: [{ exchange: 'a.example.com' }, { exchange: 'b.example.com' }], acceptsNone: false } },
      mtaSts: { value: { status: 'ok', records: [{ id: '20260101' }] } },
      tlsRpt: {
        value: { status: 'ok', records: [{ reports: ['mailto:tls@example.com', 'https://example.com/tls'] }] },
      },
    })
  })

  it.each([
    ['example.com', ['spf', 'mx']],
    ['_dmarc.example.com', ['dmarc']],
    ['s1._domainkey.example.com', ['dkim']],
    ['_mta-sts.example.com', ['mtaSts']],
    ['_smtp._tls.example.com', ['tlsRpt']],
  ])('[F12] where %s does not answer, only %j is unreadable', async (name, parts) => {
    const resolver = createFakeResolver({ ...zone, [name]: { fails: true } })
    const { domain: _domain, ...readings } = await readMailDomain('example.com', {
      resolver,
      signal,
      dkimSelectors: ['s1'],
    })
    const failed = Object.entries(readings).filter(([, reading]) => 'error' in reading)
    expect(failed.map(([part]) => part)).toEqual(parts)
    for (const [, reading] of failed) expect(reading).toMatchObject({ error: { code: 'provider', retryable: true } })
  })

  it('[F12] all of it is unreadable where the resolver does not see public names', async () => {
    const { domain: _domain, ...readings } = await readMailDomain('example.com', {
      resolver: createFakeResolver({}),
      signal,
      dkimSelectors: ['s1'],
    })
    for (const reading of Object.values(readings)) expect(reading).toMatchObject({ error: { code: 'provider' } })
  })

  it('gives a typed error for what a resolver of the host throws', async () => {
    const broken = { ...createFakeResolver(zone), mx: () => Promise.reject(new TypeError('no network')) }
    const { mx, dmarc } = await readMailDomain('example.com', { resolver: broken, signal })
    expect('error' in mx && ProviderError.is(mx.error)).toBe(true)
    expect(dmarc).toHaveProperty('value')
  })

  it('ends with the signal', async () => {
    const controller = new AbortController()
    controller.abort(new Error('enough'))
    const work = readMailDomain('example.com', { resolver: createFakeResolver(zone), signal: controller.signal })
    await expect(work).rejects.toThrow('enough')
  })
})

describe('readMx', () => {
  it('knows a domain that takes no mail, and tells it from one without servers', async () => {
    const resolver = createFakeResolver({
      'none.example': { mx: [{ exchange: '', priority: 0 }] },
      'other.example': {},
    })
    expect(await readMx('none.example', resolver, signal)).toMatchObject({ acceptsNone: true })
    expect(await readMx('other.example', resolver, signal)).toMatchObject({ acceptsNone: false, servers: [] })
    await expect(readMx('unknown.example', resolver, signal)).rejects.toSatisfy(ProviderError.is)
  })
})

describe('MTA-STS and TLS reporting', () => {
  it.each([
    [['v=STSv1; id=1;'], 'ok'],
    [['other', 'v=STSv1;id=20160831085700Z'], 'ok'],
    [['v=STSv1;'], 'invalid'],
    [['v=STSv1; id=a-b;'], 'invalid'],
    [['v=STSv1; id=1;', 'v=STSv1; id=2;'], 'invalid'],
    [['v=STSv2; id=1;', 'id=1; v=STSv1'], 'none'],
    [[], 'none'],
  ])('%j is %s', async (txt, status) => {
    const resolver = createFakeResolver({ '_mta-sts.example.com': { txt } })
    expect(await readMtaSts('example.com', resolver, signal)).toMatchObject({ status })
  })

  it.each([
    [['v=TLSRPTv1;rua=https://example.com/r'], 'ok'],
    [['v=TLSRPTv1; rua=example.com'], 'invalid'],
    [['v=TLSRPTv1;'], 'invalid'],
    [['v=TLSRPTv1; rua=mailto:a@b.example', 'v=TLSRPTv1; rua=mailto:a@b.example'], 'invalid'],
    [['rua=mailto:a@b.example'], 'none'],
  ])('%j is %s', async (txt, status) => {
    const resolver = createFakeResolver({ '_smtp._tls.example.com': { txt } })
    expect(await readTlsRpt('example.com', resolver, signal)).toMatchObject({ status })
  })

  it.each([';', ' ', ',', 'a', 'rua=', '@', 'mailto:a@'])('reads 64 kB of %j in no time', (unit) => {
    const before = performance.now()
    const rest = unit.repeat(65_536 / unit.length)
    parseMtaSts(`v=STSv1;${rest}`)
    parseTlsRpt(`v=TLSRPTv1;${rest}`)
    parseTlsRpt(`v=TLSRPTv1;rua=mailto:${rest}`)
    expect(performance.now() - before).toBeLessThan(1000)
  })
})
