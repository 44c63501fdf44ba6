import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { file } from '../../resources/drive/file.ts'
import { evidenceOf, grantsOf, partnerDomains } from './file-grants.ts'

/** Access of outsiders ends by itself. */
export const fileExternalNoExpiry: Check = defineCheck({
  id: 'google/file-external-no-expiry',
  version: 1,
  title: 'File is shared outside the company without an end',
  severity: 'low',
  category: 'data-exposure',
  risk: 'Projects end and people change employers, and the access stays: nobody remembers to take it away.',
  remediation:
    'In Google Drive, open the file or folder, choose "Share", and for each person from outside choose "Add expiration". Name domains of partners in the parameter "allowedDomains".',
  see: 'https://support.google.com/drive/answer/2494893',
  on: file,
  params: partnerDomains,
  evaluate: ({ resource, params, now }) => {
    const external = grantsOf(resource.exposure, { audiences: ['external'] }, now, params.allowedDomains)
    if (external.length === 0) return notApplicable('The file is shared with nobody outside')
    const endless = external.filter(({ expires }) => expires === undefined)
    if (endless.length === 0) return pass()
    return fail(`${resource.name} is shared with ${endless.length} outside the company without an end`, {
      evidence: evidenceOf(endless),
    })
  },
})
