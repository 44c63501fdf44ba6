import { mailDomainChecks } from '@opencasb/connector-kit/mail'
import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { domain } from '../resources/domain/domain.ts'
import { domainMail } from '../resources/domain/domain-mail.ts'
import { mailExemption } from '../resources/domain/mail-exemption.ts'

const unverified = 'The domain was never verified'

/** What Microsoft answers where passwords never expire. */
const never = 2_147_483_647
/** What counts where nothing is set. */
const defaultValidity = 90

const verified: Check = defineCheck({
  id: 'm365/domain-verified',
  version: 1,
  title: 'Domain is not verified',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'The organisation has not shown that the domain is its own: nothing can be sent from it, and somebody else may verify it in another tenant.',
  remediation:
    'In the Microsoft 365 admin center, "Settings", "Domains", choose the domain and "Continue setup", or remove it.',
  see: 'https://learn.microsoft.com/en-us/microsoft-365/admin/setup/add-domain',
  on: domain,
  evaluate: ({ resource }) =>
    resource.isVerified ? pass() : fail(`${resource.id} is not verified`, { evidence: { isVerified: false } }),
})

const passwordsDoNotExpire: Check = defineCheck({
  id: 'm365/domain-password-expiry',
  version: 1,
  title: 'Expiry of passwords is not as it should be',
  severity: 'medium',
  category: 'account-risk',
  risk: 'People who must change passwords again and again choose weak ones and write them down; where nothing else guards the accounts, one that never expires stays useful to a thief.',
  remediation:
    'In the Microsoft 365 admin center, "Settings", "Org settings", "Security & privacy", "Password expiration policy", choose "Set passwords to never expire", with a second factor for everybody; or choose the days that your rules ask for.',
  frameworks: { 'cis-m365': ['1.3.1'], 'scuba-m365': ['MS.AAD.6.1'] },
  profiles: { cis: { expiry: 'never' }, scuba: { expiry: 'never' } },
  see: 'https://learn.microsoft.com/en-us/microsoft-365/admin/manage/set-password-expiration-policy',
  on: domain,
  params: z.object({
    expiry: z.enum(['never', 'required']).default('never').describe('Whether passwords are to expire'),
    maxDays: z.number().int().positive().default(90).describe('Where they are: after how many days at most'),
  }),
  evaluate: ({ resource, params }) => {
    if (!resource.isVerified) return notApplicable(unverified)
    if (resource.authenticationType === 'Federated') return notApplicable('Passwords are kept elsewhere')
    // Subdomains have the policy of the domain above them.
    if (!resource.isRoot) return notApplicable('The policy is set on the domain above')
    const days = resource.passwordValidityPeriodInDays ?? defaultValidity
    const evidence = { passwordValidityPeriodInDays: resource.passwordValidityPeriodInDays ?? null }
    if (params.expiry === 'never') {
      return days >= never ? pass() : fail(`Passwords in ${resource.id} expire after ${days} days`, { evidence })
    }
    if (days <= params.maxDays) return pass()
    const how = days >= never ? 'never expire' : `expire after ${days} days`
    return fail(`Passwords in ${resource.id} ${how}`, { evidence })
  },
})

/** Checks of domains and of what they tell receivers of mail. */
export const domainChecks: readonly Check[] = [
  verified,
  passwordsDoNotExpire,
  ...mailDomainChecks({
    connector: 'm365',
    on: domain,
    ...domainMail,
    exempt: mailExemption,
    rules: {
      'dkim-published': {
        remediation:
          'In the Microsoft Defender portal, "Policies & rules", "Threat policies", "Email authentication settings", "DKIM", choose the domain, publish the two CNAME records that it shows at the DNS provider, and switch signing on.',
        see: 'https://learn.microsoft.com/en-us/defender-office-365/email-authentication-dkim-configure',
      },
    },
  }),
]
