import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { user } from '../../resources/user/user.ts'

/** Nobody is let in by address. */
export const userIpWhitelisted: Check = defineCheck({
  id: 'google/user-ip-allow-listed',
  version: 1,
  title: 'User is exempt by an IP allow list',
  severity: 'medium',
  category: 'account-risk',
  risk: 'The deprecated allow list spares the user challenges at sign-in: whoever sends from such an address needs less than everybody else.',
  remediation:
    'Take the user off the deprecated IP allow list, and use context-aware access under "Security", "Access and data control" for rules about addresses.',
  see: 'https://support.google.com/a/answer/60752',
  on: user,
  evaluate: ({ resource }) =>
    resource.ipWhitelisted
      ? fail(`${resource.email} is subject to the deprecated IP allow list`, { evidence: { ipWhitelisted: true } })
      : pass(),
})
