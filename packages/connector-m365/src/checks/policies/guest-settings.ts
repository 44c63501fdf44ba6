import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import {
  type AuthenticationFlowsPolicy,
  authenticationFlowsPolicy,
} from '../../resources/policy/authentication-flows-policy.ts'
import { type AuthorizationPolicy, authorizationPolicy } from '../../resources/policy/authorization-policy.ts'
import { type CrossTenantAccess, crossTenantAccess } from '../../resources/policy/cross-tenant-access.ts'
import {
  type ExternalIdentitiesPolicy,
  externalIdentitiesPolicy,
} from '../../resources/policy/external-identities-policy.ts'
import { type InvitationDomains, invitationDomains } from '../../resources/policy/invitation-domains.ts'
import { settingCheck } from './setting-check.ts'

const collaboration =
  'In the Microsoft Entra admin center, open "Entra ID", "External Identities", "External collaboration settings"'
const crossTenant =
  'In the Microsoft Entra admin center, open "Entra ID", "External Identities", "Cross-tenant access settings", "Default settings"'

/** What guests may see, by the template of the role that they have. */
const guestRoles: Readonly<Record<string, string>> = {
  'a0b1b346-4d3e-4e8b-98f8-753987be4970': 'same as members',
  '10dae51f-b6af-4016-8d66-8c2a99b929b3': 'limited',
  '2af84b1e-32c8-42b7-82bc-daa82404023b': 'restricted',
}
const inviters: readonly string[] = ['none', 'adminsAndGuestInviters', 'adminsGuestInvitersAndAllMembers', 'everyone']

const guestAccess = settingCheck<AuthorizationPolicy, string, { readonly access: readonly string[] }>({
  id: 'm365/guest-access-restricted',
  severity: 'medium',
  title: 'Guests see the directory like members',
  risk: 'A guest, or whoever took over their account, lists users, groups and their members to choose whom to attack.',
  remediation: `${collaboration}, and set "Guest user access" to "Guest user access is restricted to properties and memberships of their own directory objects".`,
  see: 'https://learn.microsoft.com/entra/identity/users/users-restrict-guest-permissions',
  frameworks: { 'scuba-m365': ['MS.AAD.8.1'], 'cis-m365': ['5.1.6.2'] },
  profiles: { cis: { access: ['restricted'] } },
  on: authorizationPolicy,
  params: z.object({
    /** What guests may have: `limited` is how Microsoft delivers it. */
    access: z
      .array(z.enum(['limited', 'restricted']))
      .min(1)
      .default(['limited', 'restricted']),
  }),
  setting: 'guestUserRoleId',
  read: ({ guestUserRoleId }) => guestUserRoleId,
  accept: (value, { access }) => access.includes(guestRoles[value] ?? value),
  finding: (value) => `Guests have ${guestRoles[value] ?? 'unknown'} access to the directory`,
})

const invitations = settingCheck<AuthorizationPolicy, string, { readonly most: string }>({
  id: 'm365/guest-invitations-restricted',
  severity: 'medium',
  title: 'Everybody may invite guests',
  risk: 'People from outside get accounts without anybody in charge having agreed, and guests bring further guests.',
  remediation: `${collaboration}, and set "Guest invite settings" to "Only users assigned to specific admin roles can invite guest users".`,
  see: 'https://learn.microsoft.com/entra/external-id/external-collaboration-settings-configure',
  frameworks: { 'scuba-m365': ['MS.AAD.8.2'], 'cis-m365': ['5.1.6.3'] },
  on: authorizationPolicy,
  params: z.object({
    /** The widest circle that may invite. */
    most: z
      .enum(['none', 'adminsAndGuestInviters', 'adminsGuestInvitersAndAllMembers'])
      .default('adminsAndGuestInviters'),
  }),
  setting: 'allowInvitesFrom',
  read: ({ allowInvitesFrom }) => allowInvitesFrom,
  // A circle that nobody knows yet is taken for a wide one.
  accept: (value, { most }) => inviters.includes(value) && inviters.indexOf(value) <= inviters.indexOf(most),
  finding: (value) => `Guests are invited by ${value === 'adminsGuestInvitersAndAllMembers' ? 'all members' : value}`,
})

const domains = settingCheck<InvitationDomains, readonly string[] | string>({
  id: 'm365/guest-domains-limited',
  severity: 'low',
  title: 'Guests may be invited from any domain',
  risk: 'Invitations go to private mailboxes and to companies that you have nothing to do with.',
  remediation: `${collaboration}, and under "Collaboration restrictions" choose "Allow invitations only to the specified domains".`,
  see: 'https://learn.microsoft.com/entra/external-id/allow-deny-list',
  frameworks: { 'scuba-m365': ['MS.AAD.8.3'], 'cis-m365': ['5.1.6.1'] },
  vendorApi: 'beta',
  on: invitationDomains,
  setting: 'AllowedDomains',
  read: ({ allowed }) => (allowed ? [...allowed] : 'not limited'),
  accept: (value) => value !== 'not limited',
  finding: 'Guests may be invited from any domain',
})

const selfService = settingCheck<AuthenticationFlowsPolicy, boolean>({
  id: 'm365/guest-self-service-sign-up-off',
  severity: 'medium',
  title: 'Strangers may sign up as guests by themselves',
  risk: 'Accounts in your directory are made by people whom nobody invited.',
  remediation: `${collaboration}, and set "Enable guest self-service sign up via user flows" to "No".`,
  see: 'https://learn.microsoft.com/entra/external-id/self-service-sign-up-overview',
  on: authenticationFlowsPolicy,
  setting: 'selfServiceSignUp.isEnabled',
  read: ({ selfServiceSignUp }) => selfServiceSignUp,
  accept: (value) => !value,
  finding: 'Strangers may sign up as guests by themselves',
})

const directConnect = settingCheck<CrossTenantAccess, boolean>({
  id: 'm365/direct-connect-not-open',
  severity: 'medium',
  title: 'People of all other tenants are let into shared channels',
  risk: 'Whoever is signed in at any other company can be added to shared channels without a guest account that you could see or remove.',
  remediation: `${crossTenant}, and block "B2B direct connect" inbound; allow it for the organisations that you work with.`,
  see: 'https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-direct-connect',
  on: crossTenantAccess,
  setting: 'b2bDirectConnectInbound',
  read: ({ inboundDirectConnectOpen }) => inboundDirectConnectOpen,
  accept: (open) => !open,
  finding: 'People of all other tenants are let into shared channels',
})

const outbound = settingCheck<CrossTenantAccess, boolean>({
  id: 'm365/outbound-collaboration-limited',
  severity: 'low',
  title: 'Users may be guests in any other tenant',
  risk: 'Data is carried into tenants of others, attackers among them, with the account that people have here.',
  remediation: `${crossTenant}, and limit "B2B collaboration" outbound to the users and organisations that need it.`,
  see: 'https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration',
  on: crossTenantAccess,
  setting: 'b2bCollaborationOutbound',
  read: ({ outboundCollaborationOpen }) => outboundCollaborationOpen,
  accept: (open) => !open,
  finding: 'Users may be guests in any other tenant',
})

const leaving = settingCheck<ExternalIdentitiesPolicy, boolean>({
  id: 'm365/guests-may-leave',
  severity: 'low',
  title: 'Guests cannot leave by themselves',
  risk: 'Accounts of guests stay when nobody needs them any more: the guest cannot remove them, and here nobody thinks of it.',
  remediation: `${collaboration}, and set "Allow external users to remove themselves from your organization" to "Yes".`,
  see: 'https://learn.microsoft.com/entra/external-id/self-service-sign-up-user-flow',
  vendorApi: 'beta',
  on: externalIdentitiesPolicy,
  setting: 'allowExternalIdentitiesToLeave',
  read: ({ allowLeave }) => allowLeave,
  accept: (allowed) => allowed,
  finding: 'Guests cannot leave by themselves',
})

/** Checks of who comes in from outside, and what they see. */
export const guestSettingChecks: readonly Check[] = [
  guestAccess,
  invitations,
  domains,
  selfService,
  directConnect,
  outbound,
  leaving,
]
