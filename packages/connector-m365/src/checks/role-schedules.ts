import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { roleAssignmentSchedule, roleEligibility } from '../resources/role/role-schedule.ts'
import { holderOf, notPrivileged, privilegedRoleOf } from './privileged-role-of.ts'

const see =
  'https://learn.microsoft.com/en-us/entra/id-governance/privileged-identity-management/pim-how-to-add-role-to-user'

/** Accounts for emergencies, which hold their role for good on purpose. */
const exceptions = z.object({
  exceptPrincipals: z
    .array(z.string())
    .default([])
    .describe('Object ids of emergency accounts, which may hold a privileged role for good'),
})

const notPermanent: Check = defineCheck({
  id: 'm365/privileged-role-not-permanent',
  version: 1,
  title: 'Privileged role is held for good',
  severity: 'high',
  category: 'account-risk',
  risk: 'The account is an administrator at every moment: whoever takes it over, on whatever day, has the role at once and keeps it.',
  remediation:
    'In Privileged Identity Management, "Microsoft Entra roles", "Assignments", make the holder eligible instead of active, or give the active assignment an end. Name emergency accounts in exceptPrincipals.',
  frameworks: { 'scuba-m365': ['MS.AAD.7.4'] },
  see,
  on: roleAssignmentSchedule,
  params: exceptions,
  evaluate: ({ resource, params }) => {
    const role = privilegedRoleOf(resource)
    if (!role) return notApplicable(notPrivileged)
    if (!resource.principal) return notApplicable('The holder was deleted')
    if (params.exceptPrincipals.includes(resource.principalId)) return notApplicable('The account is for emergencies')
    if (resource.assignmentType.toLowerCase() === 'activated' || resource.endDateTime !== undefined) return pass()
    return fail(`${holderOf(resource)} is ${role.name} for good`, {
      evidence: { role: role.name, assignmentType: resource.assignmentType, endDateTime: null },
    })
  },
})

const activatedWhenNeeded: Check = defineCheck({
  id: 'm365/privileged-role-activated',
  version: 1,
  title: 'Privileged role is assigned outside of activation',
  severity: 'medium',
  category: 'account-risk',
  risk: 'The role was given directly: nobody has to ask for it, state a reason or sign in with a second factor before it is used.',
  remediation:
    'In Privileged Identity Management, "Microsoft Entra roles", "Assignments", remove the active assignment and make the holder eligible.',
  frameworks: { 'scuba-m365': ['MS.AAD.7.5'] },
  see,
  on: roleAssignmentSchedule,
  params: exceptions,
  evaluate: ({ resource, params }) => {
    const role = privilegedRoleOf(resource)
    if (!role) return notApplicable(notPrivileged)
    if (!resource.principal) return notApplicable('The holder was deleted')
    // Applications cannot activate anything; that they hold the role is another check's finding.
    if (resource.principal.kind === 'service-principal') return notApplicable('Applications cannot activate roles')
    if (params.exceptPrincipals.includes(resource.principalId)) return notApplicable('The account is for emergencies')
    if (resource.assignmentType.toLowerCase() === 'activated') return pass()
    return fail(`${holderOf(resource)} was given ${role.name} without having to activate it`, {
      evidence: { role: role.name, assignmentType: resource.assignmentType },
    })
  },
})

const eligibilityEnds: Check = defineCheck({
  id: 'm365/privileged-eligibility-ends',
  version: 1,
  title: 'Somebody may activate a privileged role for good',
  severity: 'low',
  category: 'account-risk',
  risk: 'Nobody looks again whether the person still needs the role: it stays within reach after the work has changed.',
  remediation:
    'In Privileged Identity Management, "Microsoft Entra roles", "Assignments", "Eligible assignments", give the eligibility an end, and review it regularly with an access review.',
  see,
  on: roleEligibility,
  evaluate: ({ resource }) => {
    const role = privilegedRoleOf(resource)
    if (!role) return notApplicable(notPrivileged)
    if (!resource.principal) return notApplicable('The holder was deleted')
    if (resource.endDateTime !== undefined) return pass()
    return fail(`${holderOf(resource)} may activate ${role.name} for good`, {
      evidence: { role: role.name, endDateTime: null },
    })
  },
})

/** Checks of how long roles are held, as Privileged Identity Management tells. */
export const roleScheduleChecks: readonly Check[] = [notPermanent, activatedWhenNeeded, eligibilityEnds]
