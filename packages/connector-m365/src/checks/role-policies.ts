import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { globalAdministrator, privilegedRoles } from '../resources/role/privileged-roles.ts'
import { type RolePolicy, rolePolicy } from '../resources/role/role-policy.ts'
import { notPrivileged } from './privileged-role-of.ts'

const where = 'In Privileged Identity Management, "Microsoft Entra roles", "Settings", open the role and choose "Edit"'
const see =
  'https://learn.microsoft.com/en-us/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings'

const roleOf = ({ roleDefinitionId }: RolePolicy): { readonly name: string; readonly tier0: boolean } | undefined =>
  privilegedRoles.get(roleDefinitionId.toLowerCase())

/** Roles with which one can give oneself any other. */
const approved: ReadonlySet<string> = new Set([globalAdministrator, 'e8611ab8-c189-46e8-94e1-60213ab1f814'])

const approval: Check = defineCheck({
  id: 'm365/role-activation-approved',
  version: 1,
  title: 'Role over the whole tenant is activated without an approval',
  severity: 'high',
  category: 'account-risk',
  risk: 'Whoever takes over an eligible account is administrator of everything a minute later; nobody else has to agree.',
  remediation: `${where}; under "Activation", tick "Require approval to activate" and name at least two approvers.`,
  frameworks: { 'cis-m365': ['5.3.4', '5.3.5'], 'scuba-m365': ['MS.AAD.7.6'] },
  see,
  on: rolePolicy,
  evaluate: ({ resource }) => {
    const role = roleOf(resource)
    if (!role || !approved.has(resource.roleDefinitionId.toLowerCase())) {
      return notApplicable('The role does not give all others')
    }
    if (resource.approvalRequired) return pass()
    return fail(`${role.name} is activated without an approval`, { evidence: { isApprovalRequired: false } })
  },
})

const secondFactor: Check = defineCheck({
  id: 'm365/role-activation-second-factor',
  version: 1,
  title: 'Privileged role is activated without a second factor',
  severity: 'medium',
  category: 'account-risk',
  risk: 'A session that was stolen, or a password where no other policy asks for more, is enough to activate the role.',
  remediation: `${where}; under "Activation", choose "Azure MFA" for "On activation, require", or an authentication context with a phishing-resistant strength.`,
  see,
  on: rolePolicy,
  evaluate: ({ resource }) => {
    const role = roleOf(resource)
    if (!role) return notApplicable(notPrivileged)
    if (resource.authenticationContext || resource.activationTakes.includes('MultiFactorAuthentication')) return pass()
    return fail(`${role.name} is activated without a second factor`, {
      evidence: { enabledRules: [...resource.activationTakes] },
    })
  },
})

const activationTold: Check = defineCheck({
  id: 'm365/role-activation-alert',
  version: 1,
  title: 'Nobody is told when a privileged role is activated',
  severity: 'medium',
  category: 'account-risk',
  risk: 'An attacker who activates the role is noticed by nobody while the role is in use.',
  remediation: `${where}; under "Notification", "Send notifications when eligible members activate this role", add a mailbox that is watched to "Role activation alert".`,
  frameworks: { 'scuba-m365': ['MS.AAD.7.8', 'MS.AAD.7.9'] },
  see,
  on: rolePolicy,
  evaluate: ({ resource }) => {
    const role = roleOf(resource)
    if (!role) return notApplicable(notPrivileged)
    if (resource.toldOfActivation.length > 0) return pass()
    return fail(`No mailbox is told when ${role.name} is activated`, {
      evidence: { notificationRecipients: [] },
      ...(resource.roleDefinitionId.toLowerCase() === globalAdministrator && { severity: 'high' as const }),
    })
  },
})

const assignmentTold: Check = defineCheck({
  id: 'm365/role-assignment-alert',
  version: 1,
  title: 'Nobody is told when a privileged role is given',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Somebody who gives the role to an account of their own stays unnoticed.',
  remediation: `${where}; under "Notification", add a mailbox that is watched to "Role assignment alert", both for eligible and for active members.`,
  frameworks: { 'scuba-m365': ['MS.AAD.7.7'] },
  see,
  on: rolePolicy,
  evaluate: ({ resource }) => {
    const role = roleOf(resource)
    if (!role) return notApplicable(notPrivileged)
    const silent = [
      ...(resource.toldOfEligibility.length > 0 ? [] : ['eligible']),
      ...(resource.toldOfAssignment.length > 0 ? [] : ['active']),
    ]
    if (silent.length === 0) return pass()
    return fail(`No mailbox is told when somebody becomes an ${silent.join(' or ')} ${role.name}`, {
      evidence: { withoutRecipients: silent },
    })
  },
})

/** Checks of what Privileged Identity Management asks. */
export const rolePolicyChecks: readonly Check[] = [approval, secondFactor, activationTold, assignmentTold]
