import type { DkimResult, DmarcResult, SpfResult } from '@opencasb/connector-kit/mail'
import { createFakeResolver, type FakeZone, readDkim, resolveDmarc, resolveSpf } from '@opencasb/connector-kit/mail'
import type { CheckCase } from './check-case.ts'
import { aDomain } from './things.ts'

const { signal } = new AbortController()
const resource = aDomain()
const unverified = aDomain({ verified: false })

const at = (txt: readonly string[], name = 'acme.example'): FakeZone => ({ 'acme.example': {}, [name]: { txt } })
const spf = (...txt: readonly string[]): Promise<SpfResult> =>
  resolveSpf('acme.example', createFakeResolver(at(txt)), signal)
const dmarc = (...txt: readonly string[]): Promise<DmarcResult> =>
  resolveDmarc('acme.example', createFakeResolver(at(txt, '_dmarc.acme.example')), signal)
const dkim = (...txt: readonly string[]): Promise<DkimResult> =>
  readDkim('acme.example', ['google'], createFakeResolver(at(txt, 'google._domainkey.acme.example')), signal)

/** A key of so many bits, as DNS has it. */
async function key(bits: number): Promise<string> {
  const { publicKey } = await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: bits,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  )
  const bytes = await crypto.subtle.exportKey('spki', publicKey)
  return `v=DKIM1; k=rsa; p=${Buffer.from(bytes).toString('base64')}`
}

async function mail(check: string, fact: 'spf' | 'dmarc' | 'dkim', wrong: unknown, right: unknown): Promise<CheckCase> {
  const [failing, passing] = await Promise.all([wrong, right])
  return {
    check: `google/${check}`,
    failing: { resource, facets: { [fact]: failing } },
    passing: { resource, facets: { [fact]: passing } },
    notApplicable: [{ resource: unverified, facets: { [fact]: failing } }],
  }
}

const good = 'v=spf1 ip4:192.0.2.0/24 -all'
const reject = 'v=DMARC1; p=reject; rua=mailto:dmarc@acme.example'

export const domainCases: readonly CheckCase[] = [
  {
    check: 'google/domain-verified',
    failing: { resource: aDomain({ aliases: [{ name: 'acme-mail.example', verified: false }] }) },
    passing: { resource },
  },
  ...(await Promise.all([
    mail('spf-published', 'spf', spf(), spf(good)),
    mail('spf-valid', 'spf', spf(good, good), spf(good)),
    mail('spf-restricts-senders', 'spf', spf('v=spf1 +all'), spf(good)),
    mail('spf-fails-others', 'spf', spf('v=spf1 ip4:192.0.2.0/24 ?all'), spf(good)),
    mail('dmarc-published', 'dmarc', dmarc(), dmarc(reject)),
    mail('dmarc-enforced', 'dmarc', dmarc('v=DMARC1; p=none'), dmarc(reject)),
    mail('dmarc-subdomains-enforced', 'dmarc', dmarc('v=DMARC1; p=reject; sp=none'), dmarc(reject)),
    mail('dmarc-fully-enforced', 'dmarc', dmarc('v=DMARC1; p=reject; pct=20'), dmarc(reject)),
    mail('dmarc-reports-received', 'dmarc', dmarc('v=DMARC1; p=reject'), dmarc(reject)),
    key(2048).then((text) => mail('dkim-published', 'dkim', dkim(), dkim(text))),
    Promise.all([key(1024), key(2048)]).then(([short, long]) =>
      mail('dkim-key-strong', 'dkim', dkim(short), dkim(long)),
    ),
  ])),
]
