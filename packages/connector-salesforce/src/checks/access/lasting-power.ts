import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { isEmpty, shared, unite } from '../../resources/access/permission-bits.ts'
import { userAccess } from '../../resources/access/user-access.ts'
import {
  accepted,
  fullControl,
  grantEvidence,
  holderParams,
  isAdministrator,
  isAllowed,
  listed,
} from './held-permissions.ts'

/** Permissions that lead to everything are assigned for a time. */
export const lastingPower: Check = defineCheck({
  id: 'salesforce/full-control-expires',
  version: 1,
  title: 'Permission set that leads to full control is assigned without an end',
  severity: 'low',
  category: 'account-risk',
  risk: 'Power that was given for one task stays when the task is done. An expiration date takes it back without anybody having to remember.',
  remediation:
    'In Setup, open the permission set or group, "Manage Assignments", and assign it anew with "Specify the expiration date"; ask for activation in a session ("Session Activation Required") where it is needed now and then.',
  frameworks: { sbs: ['ACS-010'] },
  see: 'https://help.salesforce.com/s/articleView?id=platform.perm_sets_overview.htm&type=5',
  on: userAccess,
  params: holderParams,
  evaluate: ({ resource, params }) => {
    if (isAdministrator(resource)) return notApplicable('The profile gives it for good')
    const lasting = resource.access.holdings.filter(
      ({ source, expiresAt, needsActivation }) =>
        source.kind !== 'profile' && expiresAt === undefined && (params.countSessionBased || !needsActivation),
    )
    const held = shared(unite(...lasting.map(({ permissions }) => permissions)), fullControl)
    if (isEmpty(held)) return pass()
    if (isAllowed(resource, params)) return notApplicable(accepted)
    const evidence = grantEvidence({ ...resource.access, holdings: lasting }, held)
    return fail(`${resource.username} was given ${listed(held)} for good`, { evidence })
  },
})

/** What waits for a session is known. */
export const activatedPower: Check = defineCheck({
  id: 'salesforce/full-control-on-activation',
  version: 1,
  title: 'User can switch on full control in a session',
  severity: 'low',
  category: 'account-risk',
  risk: 'Session-based permission sets are a good way to give power for a task, as long as what switches them on asks for more than a click. Whoever holds one belongs on the list of administrators.',
  remediation:
    'In Setup, look at the flow or connected app that activates the permission set named in the evidence: it is to require a high-assurance session. Remove the assignment where it is not needed.',
  frameworks: { sbs: ['ACS-004'] },
  see: 'https://help.salesforce.com/s/articleView?id=platform.perm_sets_session_use.htm&type=5',
  on: userAccess,
  params: holderParams,
  evaluate: ({ resource, params }) => {
    const held = shared(shared(resource.access.onActivation, resource.asked), fullControl)
    if (isEmpty(held)) return pass()
    if (isAllowed(resource, params)) return notApplicable(accepted)
    const evidence = grantEvidence(resource.access, held)
    return fail(`${resource.username} can switch on ${listed(held)}`, { evidence })
  },
})
