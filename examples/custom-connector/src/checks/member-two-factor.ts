import { type Check, defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { member } from '../resources/member.ts'

/** A question about one field of one item. */
export const memberTwoFactor: Check = defineCheck({
  id: 'acme-notes/member-two-factor',
  version: 1,
  title: 'Member signs in without a second factor',
  severity: 'high',
  category: 'account-risk',
  risk: 'A stolen or guessed password is enough to read every notebook that the member can open.',
  remediation: 'Ask the member to turn on two-step sign-in, or require it under Settings, Security.',
  on: member,
  evaluate: ({ resource }) => {
    if (resource.status !== 'active') return notApplicable('The member cannot sign in')
    return resource.two_factor
      ? pass()
      : fail(`${resource.email} signs in without a second factor`, {
          // An administrator can do more harm.
          ...(resource.role === 'admin' && { severity: 'critical' }),
          evidence: { role: resource.role },
        })
  },
})
