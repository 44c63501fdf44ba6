import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { domain } from '../../resources/domain/domain.ts'

/** The organisation has proved that its domains are its own. */
export const domainVerified: Check = defineCheck({
  id: 'google/domain-verified',
  version: 1,
  title: 'Domain is not verified',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'Nobody has proved that the domain belongs to the organisation: it may have been let go, and somebody else who registers it gets mail that is meant for the organisation.',
  remediation:
    'In the Admin console, open "Account", "Domains", "Manage domains", and verify the domain or alias, or remove it where nobody needs it.',
  see: 'https://support.google.com/a/answer/60216',
  on: domain,
  evaluate: ({ resource: { name, verified, aliases } }) => {
    const unverified = [...(verified ? [] : [name]), ...aliases.filter((one) => !one.verified).map((one) => one.name)]
    if (unverified.length === 0) return pass()
    return fail(`${unverified.join(', ')} is not verified`, { evidence: { unverified, verified } })
  },
})
