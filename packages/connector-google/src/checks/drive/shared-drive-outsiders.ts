import { counted } from '@opencasb/connector-kit'
import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { sharedDrive } from '../../resources/drive/shared-drive.ts'
import { sharedDriveOutsiders } from '../../resources/drive/shared-drive-outsiders.ts'
import { evidenceOf, grantsOf, partnerDomains } from './file-grants.ts'

const everyAudience = ['public', 'link', 'company', 'domain', 'external'] as const

/** Members of shared drives belong to the company. */
export const sharedDriveExternalMembers: Check = defineCheck({
  id: 'google/shared-drive-external-members',
  version: 1,
  title: 'Shared drive has members from outside the company',
  severity: 'high',
  category: 'data-exposure',
  risk: 'Members see everything in the drive, what is put there in years to come included; those who may edit can change, and managers hand on, all of it.',
  remediation:
    'In the Admin console, open "Apps", "Google Workspace", "Drive and Docs", "Manage shared drives", the drive, "Manage members", and remove those who need it no more. Name domains of partners in the parameter "allowedDomains".',
  see: 'https://support.google.com/a/answer/7337635',
  on: sharedDrive,
  with: { outsiders: sharedDriveOutsiders },
  params: partnerDomains,
  evaluate: ({ resource, outsiders, params, now }) => {
    const edit = grantsOf(outsiders, { audiences: everyAudience, edit: true }, now, params.allowedDomains)
    const view = grantsOf(outsiders, { audiences: everyAudience, edit: false }, now, params.allowedDomains)
    if (edit.length + view.length === 0) return pass()
    return fail(
      `The shared drive ${resource.name} has ${counted(edit.length + view.length, 'member')} from outside the company`,
      {
        evidence: { ...evidenceOf([...edit, ...view]), edit: edit.length, view: view.length },
        ...(edit.length === 0 && { severity: 'medium' as const }),
      },
    )
  },
})
