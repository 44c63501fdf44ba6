import type { DkimResult, DmarcResult, SpfResult } from '@opencasb/connector-kit/mail'
import { createFakeResolver, type FakeZone, readDkim, resolveDmarc, resolveSpf } from '@opencasb/connector-kit/mail'
import { m365SimulatorZone } from '../../src/simulator.ts'
import type { CheckCase } from './check-case.ts'
import { aDomain, aGroup, anOrganization, daysAgo } from './things.ts'

const { signal } = new AbortController()
const resource = aDomain()
const initial = aDomain({ id: 'acme.onmicrosoft.com', isInitial: true })
const unverified = aDomain({ isVerified: false })

const at = (txt: readonly string[], name = 'acme.example'): FakeZone => ({ 'acme.example': {}, [name]: { txt } })
const spf = (...txt: readonly string[]): Promise<SpfResult> =>
  resolveSpf('acme.example', createFakeResolver(at(txt)), signal)
const dmarc = (...txt: readonly string[]): Promise<DmarcResult> =>
  resolveDmarc('acme.example', createFakeResolver(at(txt, '_dmarc.acme.example')), signal)
const dkim = (...txt: readonly string[]): Promise<DkimResult> =>
  readDkim('acme.example', ['selector1'], createFakeResolver(at(txt, 'selector1._domainkey.acme.example')), signal)
const key = (domain: string): string => m365SimulatorZone[`selector1._domainkey.${domain}`]?.txt?.[0] ?? ''

async function mail(check: string, fact: 'spf' | 'dmarc' | 'dkim', wrong: unknown, right: unknown): Promise<CheckCase> {
  const [failing, passing] = await Promise.all([wrong, right])
  return {
    check: `m365/${check}`,
    failing: { resource, facets: { [fact]: failing } },
    passing: { resource, facets: { [fact]: passing } },
    notApplicable: [unverified, initial].map((domain) => ({ resource: domain, facets: { [fact]: failing } })),
  }
}

const good = 'v=spf1 ip4:192.0.2.0/24 -all'
const reject = 'v=DMARC1; p=reject; rua=mailto:dmarc@acme.example'

const mailCases: readonly CheckCase[] = await Promise.all([
  mail('spf-published', 'spf', spf(), spf(good)),
  mail('spf-valid', 'spf', spf(good, good), spf(good)),
  mail('spf-restricts-senders', 'spf', spf('v=spf1 +all'), spf(good)),
  mail('spf-fails-others', 'spf', spf('v=spf1 ip4:192.0.2.0/24 ?all'), spf(good)),
  mail('dmarc-published', 'dmarc', dmarc(), dmarc(reject)),
  mail('dmarc-enforced', 'dmarc', dmarc('v=DMARC1; p=none'), dmarc(reject)),
  mail('dmarc-subdomains-enforced', 'dmarc', dmarc('v=DMARC1; p=reject; sp=none'), dmarc(reject)),
  mail('dmarc-fully-enforced', 'dmarc', dmarc('v=DMARC1; p=reject; pct=20'), dmarc(reject)),
  mail('dmarc-reports-received', 'dmarc', dmarc('v=DMARC1; p=reject'), dmarc(reject)),
  mail('dkim-published', 'dkim', dkim(), dkim(key('acme.example'))),
  mail('dkim-key-strong', 'dkim', dkim(key('open-acme.example')), dkim(key('acme.example'))),
])

const rule = (membershipRule: string): object => ({
  resource: aGroup({ groupTypes: ['DynamicMembership'], membershipRule, membershipRuleProcessingState: 'On' }),
})
const run = (made: object): { resource: unknown } => ({ resource: undefined, ...made })

export const tenantCases: readonly CheckCase[] = [
  ...mailCases,
  { check: 'm365/domain-verified', failing: { resource: unverified }, passing: { resource } },
  {
    check: 'm365/domain-password-expiry',
    failing: { resource: aDomain({ passwordValidityPeriodInDays: undefined }) },
    passing: { resource },
    alsoPassing: [
      { resource: aDomain({ passwordValidityPeriodInDays: 60 }), params: { expiry: 'required' } },
      { resource: aDomain({ passwordValidityPeriodInDays: undefined }), params: { expiry: 'required' } },
    ],
    notApplicable: [
      { resource: unverified },
      { resource: aDomain({ authenticationType: 'Federated', passwordValidityPeriodInDays: 90 }) },
      { resource: aDomain({ isRoot: false, passwordValidityPeriodInDays: 90 }) },
    ],
  },
  {
    check: 'm365/group-private',
    failing: { resource: aGroup({ visibility: 'Public' }) },
    passing: { resource: aGroup() },
    alsoPassing: [{ resource: aGroup({ visibility: 'HiddenMembership' }) }],
    notApplicable: [
      { resource: aGroup({ groupTypes: [], visibility: 'Public' }) },
      { resource: aGroup({ visibility: 'Public' }), params: { allowed: ['g-1'] } },
      { resource: aGroup({ visibility: undefined }) },
    ],
  },
  {
    check: 'm365/group-rule-trustworthy',
    failing: run(rule('(user.displayName -startsWith "Admin") or (user.department -eq "IT")')),
    passing: run(rule('user.department -eq "mail"')),
    alsoPassing: [run(rule('user.mailEnabled -eq true'))],
    notApplicable: [
      { resource: aGroup() },
      {
        resource: aGroup({
          groupTypes: ['DynamicMembership'],
          membershipRule: 'user.displayName -eq "x"',
          membershipRuleProcessingState: 'Paused',
        }),
      },
    ],
  },
  {
    check: 'm365/group-provisioning-errors',
    failing: { resource: aGroup({ onPremisesProvisioningErrors: [{}] }) },
    passing: { resource: aGroup() },
  },
  {
    check: 'm365/directory-sync-recent',
    failing: { resource: anOrganization({ onPremisesLastSyncDateTime: daysAgo(2) }) },
    passing: { resource: anOrganization() },
    notApplicable: [
      { resource: anOrganization({ onPremisesSyncEnabled: undefined, onPremisesLastSyncDateTime: daysAgo(2) }) },
      { resource: anOrganization({ onPremisesLastSyncDateTime: undefined }) },
    ],
  },
  {
    check: 'm365/technical-contact',
    failing: { resource: anOrganization({ technicalNotificationMails: [] }) },
    passing: { resource: anOrganization() },
  },
]
