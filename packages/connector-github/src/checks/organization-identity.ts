import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass, type Verdict } from '@opencasb/core/connector'
import { networkPolicy } from '../resources/organization/network-policy.ts'
import { type Organization, organization } from '../resources/organization/organization.ts'
import { singleSignOn } from '../resources/organization/single-sign-on.ts'

/** Plans that do not have the features of GitHub Enterprise Cloud. */
const smallerPlans = new Set(['free', 'team'])

function withoutEnterprise({ plan }: Organization): Verdict | undefined {
  return plan !== undefined && smallerPlans.has(plan) ? notApplicable(`The ${plan} plan does not have it`) : undefined
}

/** A domain of the organisation was verified. */
export const organizationDomainVerified: Check = defineCheck({
  id: 'github/organization-domain-verified',
  version: 1,
  title: 'The organisation has no verified domain',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Nobody can tell the organisation from one that only pretends to be it, and mail about it goes to any address.',
  remediation:
    'In the settings of the organisation, open "Verified and approved domains", add the domain, and publish the DNS record that GitHub names.',
  frameworks: { 'cis-github': ['1.3.9'] },
  see: 'https://docs.github.com/en/organizations/managing-organization-settings/verifying-or-approving-a-domain-for-your-organization',
  on: organization,
  evaluate: ({ resource }) => {
    if (resource.verified === undefined) return notApplicable('This GitHub does not verify domains')
    return resource.verified
      ? pass()
      : fail(`${resource.login} has no verified domain`, { evidence: { verified: false } })
  },
})

/** People sign in through the organisation's identity provider. */
export const singleSignOnConfigured: Check = defineCheck({
  id: 'github/single-sign-on-configured',
  version: 1,
  title: 'No single sign-on',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'Members sign in with personal accounts that the organisation cannot lock: leaving the company does not end access.',
  remediation:
    'With GitHub Enterprise Cloud, open "Authentication security" in the settings of the organisation, enable SAML authentication, test it, then require it.',
  see: 'https://docs.github.com/en/enterprise-cloud@latest/organizations/managing-saml-single-sign-on-for-your-organization',
  on: organization,
  with: { signIn: singleSignOn },
  evaluate: ({ resource, signIn }) => {
    if (signIn.provider || signIn.managedUsers) return pass()
    return (
      withoutEnterprise(resource) ??
      fail(`${resource.login} has no identity provider of its own`, {
        evidence: { provider: signIn.provider, managedUsers: signIn.managedUsers },
      })
    )
  },
})

/** Access is limited to known networks. */
export const ipAllowList: Check = defineCheck({
  id: 'github/ip-allow-list',
  version: 1,
  title: 'Access from any network',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'A stolen token or session works from anywhere.',
  remediation:
    'With GitHub Enterprise Cloud, open "Authentication security" in the settings of the organisation, add the addresses of your networks to the IP allow list, those of this scanner among them, then enable it.',
  see: 'https://docs.github.com/en/enterprise-cloud@latest/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/managing-allowed-ip-addresses-for-your-organization',
  on: organization,
  with: { network: networkPolicy },
  evaluate: ({ resource, network }) => {
    if (network.ipAllowList) return pass()
    return (
      withoutEnterprise(resource) ??
      fail(`${resource.login} has no IP allow list`, { evidence: { ipAllowList: false } })
    )
  },
})

/** Mail about activity goes to the organisation's own domains. */
export const notificationsRestricted: Check = defineCheck({
  id: 'github/notifications-restricted',
  version: 1,
  title: 'Notifications go to any mail address',
  severity: 'low',
  category: 'data-exposure',
  risk: 'Code and discussions of private repositories are mailed to private mailboxes, which stay readable after people left.',
  remediation:
    'With GitHub Enterprise Cloud, verify a domain, then open "Verified and approved domains" in the settings of the organisation and restrict email notifications to it.',
  frameworks: { 'cis-github': ['1.3.10'] },
  see: 'https://docs.github.com/en/enterprise-cloud@latest/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/restricting-email-notifications-for-your-organization',
  on: organization,
  with: { network: networkPolicy },
  evaluate: ({ resource, network }) => {
    if (network.mailToVerifiedDomainsOnly) return pass()
    return (
      withoutEnterprise(resource) ??
      fail(`${resource.login} mails notifications to any address`, { evidence: { mailToVerifiedDomainsOnly: false } })
    )
  },
})
