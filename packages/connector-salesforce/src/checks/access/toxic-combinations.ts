import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { hasAll, permissionBits } from '../../resources/access/permission-bits.ts'
import { userAccess } from '../../resources/access/user-access.ts'
import { accepted, grantEvidence, heldOf, holderParams, isAdministrator, isAllowed } from './held-permissions.ts'

/** Permissions that belong in different hands. */
const combinations: readonly {
  readonly part: string
  readonly permissions: readonly string[]
  readonly why: string
}[] = [
  {
    part: 'code-and-deployment',
    permissions: ['AuthorApex', 'ModifyMetadata'],
    why: 'writes code and brings it into production, with nobody in between',
  },
  {
    part: 'users-and-permissions',
    permissions: ['ManageUsers', 'ManageProfilesPermissionsets'],
    why: 'makes users and decides what they may do',
  },
  {
    part: 'assignment-and-definition',
    permissions: ['AssignPermissionSets', 'ManageProfilesPermissionsets'],
    why: 'writes permissions into a set and gives the set to itself',
  },
  {
    part: 'keys-and-data',
    permissions: ['ManageEncryptionKeys', 'ViewEncryptedData'],
    why: 'holds the keys and reads what they protect',
  },
  {
    part: 'watching-and-export',
    permissions: ['ModifyTransactionSecurityPolicies', 'ViewAllData'],
    why: 'switches the watchman off and reads everything',
  },
  {
    part: 'export-and-deletion',
    permissions: ['DataExport', 'BulkApiHardDelete'],
    why: 'takes all data away and leaves none behind',
  },
  {
    part: 'apps-and-data',
    permissions: ['ManageRemoteAccess', 'ViewAllData'],
    why: 'lets an application in that reads everything in its name',
  },
]

/** Nobody but administrators holds both halves of a fraud. */
export const toxicCombinations: Check = defineCheck({
  id: 'salesforce/toxic-permission-combination',
  version: 1,
  title: 'User who is no administrator holds permissions that belong in different hands',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Each of the permissions can be answered for; together they let one person do, and hide, what should take two.',
  remediation:
    'In Setup, decide which of the two the user needs, and remove the permission set, group or profile permission that gives the other one.',
  frameworks: { sbs: ['ACS-001'] },
  see: 'https://help.salesforce.com/s/articleView?id=platform.perm_sets_overview.htm&type=5',
  on: userAccess,
  params: holderParams,
  evaluate: ({ resource, params }) => {
    if (isAdministrator(resource)) return notApplicable('The profile says that the user is an administrator')
    const found = combinations.flatMap(({ part, permissions, why }) => {
      const wanted = permissionBits(...permissions)
      if (!hasAll(heldOf(resource, wanted, params), wanted)) return []
      const evidence = { combination: part, ...grantEvidence(resource.access, wanted) }
      return [fail(`${resource.username} ${why}`, { part, evidence })]
    })
    if (found.length === 0) return pass()
    return isAllowed(resource, params) ? notApplicable(accepted) : found
  },
})
