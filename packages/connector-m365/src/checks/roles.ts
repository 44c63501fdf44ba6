import type { Check, Verdict } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { roleAssignment } from '../resources/role/role-assignment.ts'
import { type RoleHolder, roleHolders } from '../resources/role/role-holders.ts'
import { isExternal } from '../resources/user/is-external.ts'
import { holderOf, notPrivileged, privilegedRoleOf } from './privileged-role-of.ts'

const nobody = 'No user holds the role through this assignment'
const see = 'https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/best-practices'

/** One verdict for each user behind an assignment that does not fit. */
function eachHolder(
  holders: readonly RoleHolder[],
  judge: (holder: RoleHolder, name: string) => Verdict,
): Verdict | readonly Verdict[] {
  if (holders.length === 0) return notApplicable(nobody)
  return holders.map((holder) => judge(holder, holder.userPrincipalName || holder.id))
}

const privilegedCloudOnly: Check = defineCheck({
  id: 'm365/privileged-user-cloud-only',
  version: 1,
  title: 'Privileged role is held by an account from Active Directory',
  severity: 'high',
  category: 'account-risk',
  risk: 'Whoever controls Active Directory, or a server that synchronises it, controls this administrator and with it the cloud.',
  remediation:
    'Give the person a second account that was made in the cloud, assign the role to it under "Roles & admins" in the Microsoft Entra admin center, and take it from the synchronised account.',
  frameworks: { 'cis-m365': ['1.1.1'], 'scuba-m365': ['MS.AAD.7.3'] },
  see: 'https://learn.microsoft.com/en-us/entra/architecture/protect-m365-from-on-premises-attacks',
  on: roleAssignment,
  with: { holders: roleHolders },
  evaluate: ({ resource, holders }) => {
    const role = privilegedRoleOf(resource)
    if (!role) return notApplicable(notPrivileged)
    return eachHolder(holders, (holder, name) =>
      holder.onPremisesSyncEnabled
        ? fail(`${name} comes from Active Directory and is ${role.name}`, {
            part: holder.id,
            evidence: { role: role.name, onPremisesSyncEnabled: true },
          })
        : pass(),
    )
  },
})

const privilegedNoGuest: Check = defineCheck({
  id: 'm365/privileged-role-no-guest',
  version: 1,
  title: 'Privileged role is held by somebody from outside',
  severity: 'high',
  category: 'account-risk',
  risk: 'How well the account is guarded is decided by another organisation, which also decides who gets it.',
  remediation:
    'Take the role from the guest under "Roles & admins" in the Microsoft Entra admin center; partners get delegated admin privileges (GDAP) instead.',
  see,
  on: roleAssignment,
  with: { holders: roleHolders },
  evaluate: ({ resource, holders }) => {
    const role = privilegedRoleOf(resource)
    if (!role) return notApplicable(notPrivileged)
    return eachHolder(holders, (holder, name) =>
      isExternal(holder)
        ? fail(`${name} comes from outside and is ${role.name}`, {
            part: holder.id,
            evidence: { role: role.name, userType: holder.userType ?? null },
            ...(role.tier0 && { severity: 'critical' as const }),
          })
        : pass(),
    )
  },
})

const privilegedEnabled: Check = defineCheck({
  id: 'm365/privileged-user-enabled',
  version: 1,
  title: 'Privileged role is held by a disabled account',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Any helpdesk role that may enable the account again, and reset its password, gets the privileged role with it.',
  remediation: 'Take the role from the account under "Roles & admins" in the Microsoft Entra admin center.',
  see,
  on: roleAssignment,
  with: { holders: roleHolders },
  evaluate: ({ resource, holders }) => {
    const role = privilegedRoleOf(resource)
    if (!role) return notApplicable(notPrivileged)
    return eachHolder(holders, (holder, name) =>
      holder.accountEnabled
        ? pass()
        : fail(`${name} is disabled and still ${role.name}`, {
            part: holder.id,
            evidence: { role: role.name, accountEnabled: false },
          }),
    )
  },
})

const privilegedNoMailbox: Check = defineCheck({
  id: 'm365/privileged-user-no-mailbox',
  version: 1,
  title: 'Privileged account reads mail',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Phishing and malicious attachments reach the account that can do the most; the work of administrators needs no mailbox.',
  remediation:
    'Give the administrator a separate account for everyday work, and take the licences with Exchange from the privileged one under "Active users", "Licenses and apps" in the Microsoft 365 admin center.',
  frameworks: { 'cis-m365': ['1.1.4'] },
  see,
  on: roleAssignment,
  with: { holders: roleHolders },
  evaluate: ({ resource, holders }) => {
    const role = privilegedRoleOf(resource)
    if (!role) return notApplicable(notPrivileged)
    return eachHolder(holders, (holder, name) =>
      holder.services.includes('exchange')
        ? fail(`${name} is ${role.name} and licensed for mail`, {
            part: holder.id,
            evidence: { role: role.name, services: [...new Set(holder.services)].sort() },
          })
        : pass(),
    )
  },
})

const roleNotToApplication: Check = defineCheck({
  id: 'm365/privileged-role-no-application',
  version: 1,
  title: 'Privileged role is held by an application',
  severity: 'high',
  category: 'third-party-access',
  risk: 'Whoever has a secret of the application, or may add one, holds the role: no second factor, no Conditional Access, and nobody who notices.',
  remediation:
    'Take the role from the application under "Roles & admins" in the Microsoft Entra admin center, and give it the application permissions of Microsoft Graph that it needs instead.',
  see: 'https://learn.microsoft.com/en-us/entra/architecture/service-accounts-principal',
  on: roleAssignment,
  evaluate: ({ resource }) => {
    const role = privilegedRoleOf(resource)
    if (!role) return notApplicable(notPrivileged)
    if (!resource.principal) return notApplicable('The holder was deleted')
    if (resource.principal.kind !== 'service-principal') return pass()
    return fail(`The application ${holderOf(resource)} is ${role.name}`, {
      evidence: { role: role.name, principalId: resource.principalId },
      ...(role.tier0 && { severity: 'critical' as const }),
    })
  },
})

/** Checks of who holds directory roles. */
export const roleChecks: readonly Check[] = [
  privilegedCloudOnly,
  privilegedNoGuest,
  privilegedEnabled,
  privilegedNoMailbox,
  roleNotToApplication,
]
