import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { permissionSetGroup } from '../../resources/access/permission-set-group.ts'

/** What a group gives is what its parts say. */
export const groupCalculated: Check = defineCheck({
  id: 'salesforce/permission-set-group-calculated',
  version: 1,
  title: 'Permission set group has not been recalculated',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'Users keep what the group gave before the last change: a permission that was removed or muted still holds, and nobody sees it in the group.',
  remediation:
    'In Setup, open the group under "Permission Set Groups" and choose "Recalculate"; where that fails, remove the part that the error names.',
  frameworks: { sbs: ['ACS-001'] },
  see: 'https://help.salesforce.com/s/articleView?id=platform.perm_set_groups.htm&type=5',
  on: permissionSetGroup,
  evaluate: ({ resource }) => {
    const { name, status } = resource
    // Being calculated takes minutes, and ends by itself.
    if (status === 'Updated' || status === 'Updating') return pass()
    return fail(`The group "${name}" is ${status}`, { evidence: { status } })
  },
})
