import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { delegateGroup } from '../../resources/access/delegate-group.ts'

/** Delegated administrators do not become the users whom they administer. */
export const delegatedLoginOff: Check = defineCheck({
  id: 'salesforce/delegated-login-access-off',
  version: 1,
  title: 'Delegated administrators can log in as the users whom they administer',
  severity: 'medium',
  category: 'account-risk',
  risk: 'What is done under the name of another user looks as if that user had done it, and it reaches whatever this user may see.',
  remediation:
    'In Setup, open the group under "Delegated Administration", choose "Edit", and deselect "Enable Group for Login Access".',
  frameworks: { sbs: ['ACS-011'] },
  see: 'https://help.salesforce.com/s/articleView?id=platform.admin_delegate.htm&type=5',
  on: delegateGroup,
  evaluate: ({ resource: { name, loginAccess } }) =>
    loginAccess
      ? fail(`Members of the delegated group "${name}" can log in as others`, { evidence: { loginAccess } })
      : pass(),
})
