import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { isEmpty, overlap, permissionBitsWhere } from '../../resources/access/permission-bits.ts'
import { userAccess } from '../../resources/access/user-access.ts'
import {
  accepted,
  broad,
  fullControl,
  grantEvidence,
  heldOf,
  holderParams,
  isAllowed,
  isApiOnly,
  isOutsider,
  listed,
} from './held-permissions.ts'

/** Guests are people who have not logged in: whatever has a tier is too much for them. */
const anyTier = permissionBitsWhere(({ tier }) => tier !== undefined)

/** Guests may do nothing but look at what is meant for them. */
export const guestPermissions: Check = defineCheck({
  id: 'salesforce/guest-user-permission',
  version: 1,
  title: 'Visitors who have not logged in have a permission of staff',
  severity: 'critical',
  category: 'data-exposure',
  risk: 'A guest user is everybody on the internet. "API Enabled" lets them read by program what the site would show page by page; anything above it opens the organisation.',
  remediation:
    'In Setup, open the site under "Digital Experiences", "All Sites", "Workspaces", "Administration", "Pages", "Go to Force.com", "Public Access Settings", and take the permission out of the guest profile and out of permission sets assigned to the guest user.',
  frameworks: { sbs: ['CPORTAL-002'] },
  see: 'https://help.salesforce.com/s/articleView?id=sf.networks_guest_access.htm&type=5',
  on: userAccess,
  params: holderParams,
  evaluate: ({ resource, params }) => {
    if (resource.userType !== 'Guest') return notApplicable('The user is no guest')
    const held = heldOf(resource, anyTier, params)
    if (isEmpty(held)) return pass()
    return fail(`Visitors of a site (${resource.username}) have ${listed(held)}`, {
      evidence: grantEvidence(resource.access, held),
    })
  },
})

/** Customers and partners have no permissions of administrators. */
export const externalPermissions: Check = defineCheck({
  id: 'salesforce/external-user-permission',
  version: 1,
  title: 'Customer or partner has a permission of administrators',
  severity: 'critical',
  category: 'account-risk',
  risk: 'Accounts of customers and partners are made by themselves and guarded by nobody here. Such a permission takes them past sharing, into the data of others or the settings.',
  remediation:
    'In Setup, take the permission out of the profile or permission set named in the evidence, or remove the assignment. Give partners who administer their own users "Delegated External User Administrator" instead.',
  frameworks: { sbs: ['AUTH-004'] },
  see: 'https://help.salesforce.com/s/articleView?id=platform.perm_sets_overview.htm&type=5',
  on: userAccess,
  params: holderParams,
  evaluate: ({ resource, params }) => {
    if (!isOutsider(resource) || resource.userType === 'Guest')
      return notApplicable('The user is no customer or partner')
    const held = heldOf(resource, broad, params)
    if (isEmpty(held)) return pass()
    if (isAllowed(resource, params)) return notApplicable(accepted)
    const evidence = { userType: resource.userType ?? '', ...grantEvidence(resource.access, held) }
    return fail(`${resource.username} is a customer or partner, and has ${listed(held)}`, { evidence })
  },
})

/** Programs have what their task takes. */
export const integrationPermissions: Check = defineCheck({
  id: 'salesforce/integration-user-permission',
  version: 1,
  title: 'Account of a program has a permission of administrators',
  severity: 'high',
  category: 'account-risk',
  risk: 'The key of an integration stands in files and other systems, and nobody notices who uses it. With such a permission it is the key to everything, not to the few objects that the integration needs.',
  remediation:
    'In Setup, give the integration user the profile "Minimum Access - API Only Integrations" and one permission set with the objects and fields that it works with; take the permissions named in the evidence away.',
  frameworks: { sbs: ['ACS-008'] },
  see: 'https://help.salesforce.com/s/articleView?id=platform.perm_sets_overview.htm&type=5',
  on: userAccess,
  params: holderParams,
  evaluate: ({ resource, params }) => {
    if (!isApiOnly(resource)) return notApplicable('The user can log in with a browser')
    const held = heldOf(resource, broad, params)
    if (isEmpty(held)) return pass()
    if (isAllowed(resource, params)) return notApplicable(accepted)
    return fail(`${resource.username} is the account of a program, and has ${listed(held)}`, {
      evidence: grantEvidence(resource.access, held),
      // Going past sharing is bad; changing everything is worse.
      severity: overlap(held, fullControl) ? 'high' : 'medium',
    })
  },
})
