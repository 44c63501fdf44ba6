import type { Check } from '@opencasb/core/connector'
import type { Exposure } from '../../resources/sharing/exposure.ts'
import { exposureCheck } from './exposure-check.ts'
import { removeLink, removePerson } from './remediations.ts'

function companyCheck(kind: 'file' | 'folder', access: Exposure['access']): Check {
  return exposureCheck({
    id: `m365/${kind}-company-${access}`,
    title: `Everybody in the company can ${access} a ${kind}`,
    severity: 'medium',
    risk: `Every account of the tenant, a stolen one as well, can ${access === 'edit' ? 'change or delete' : 'read and copy'} the ${kind === 'file' ? 'file' : 'folder and all that is in it'}, and assistants such as Copilot may quote from it to everybody.`,
    remediation: `${removeLink}. Where "Everyone except external users" has access, remove it under "Manage access", "Groups".`,
    see: 'https://learn.microsoft.com/en-us/sharepoint/shareable-links-anyone-specific-people-organization',
    kind,
    counts: (one) => one.audience === 'company' && one.access === access,
    finding:
      access === 'edit' ? 'can be changed by everybody in the company' : 'can be read by everybody in the company',
  })
}

function externalCheck(access: Exposure['access']): Check {
  return exposureCheck({
    id: `m365/shared-with-guest-${access}`,
    title: `Person outside the company can ${access} a file or folder`,
    severity: access === 'edit' ? 'medium' : 'low',
    risk: 'Access of people outside tends to outlast the work that it was given for, and nobody in the tenant sees when their accounts are taken over.',
    remediation: `${removePerson}. Access reviews of guests in the Microsoft Entra admin center do it regularly.`,
    see: 'https://learn.microsoft.com/en-us/sharepoint/external-sharing-overview',
    counts: (one) => one.audience === 'external' && one.access === access,
    finding:
      access === 'edit' ? 'can be changed by people outside the company' : 'can be read by people outside the company',
  })
}

/** Checks of access that the whole company or people outside have. */
export const companyAndGuestChecks: readonly Check[] = [
  companyCheck('file', 'edit'),
  companyCheck('file', 'view'),
  companyCheck('folder', 'edit'),
  companyCheck('folder', 'view'),
  externalCheck('edit'),
  externalCheck('view'),
]
