import type { Check } from '@opencasb/core/connector'
import { type AuthorizationPolicy, authorizationPolicy } from '../../resources/policy/authorization-policy.ts'
import { type SettingCheck, settingCheck } from './setting-check.ts'

/** Settings of the authorization policy that are switches. */
type SwitchName = {
  [K in keyof AuthorizationPolicy]-?: AuthorizationPolicy[K] extends boolean | undefined ? K : never
}[keyof AuthorizationPolicy]

interface SwitchCheck
  extends Pick<
    SettingCheck<AuthorizationPolicy, boolean, unknown>,
    'id' | 'severity' | 'title' | 'risk' | 'remediation' | 'frameworks' | 'see'
  > {
  readonly setting: SwitchName
  readonly should: boolean
}

const userSettings = 'In the Microsoft Entra admin center, open "Entra ID", "Users", "User settings"'
const graph = 'https://learn.microsoft.com/graph/api/authorizationpolicy-update'

const switches: readonly SwitchCheck[] = [
  {
    id: 'm365/users-cannot-register-applications',
    setting: 'allowedToCreateApps',
    should: false,
    severity: 'medium',
    title: 'Users may register applications',
    risk: 'Whoever takes over one account registers an application with credentials of its own, which outlive the password that was stolen.',
    remediation: `${userSettings}, and set "Users can register applications" to "No".`,
    frameworks: { 'scuba-m365': ['MS.AAD.5.1'], 'cis-m365': ['5.1.2.2'] },
  },
  {
    id: 'm365/users-cannot-create-tenants',
    setting: 'allowedToCreateTenants',
    should: false,
    severity: 'medium',
    title: 'Users may create tenants',
    risk: 'Company data and subscriptions move into tenants that nobody in charge knows of, with whoever made them as administrator.',
    remediation: `${userSettings}, and set "Restrict non-admin users from creating tenants" to "Yes".`,
    frameworks: { 'cis-m365': ['5.1.2.3'] },
  },
  {
    id: 'm365/users-cannot-create-security-groups',
    setting: 'allowedToCreateSecurityGroups',
    should: false,
    severity: 'low',
    title: 'Users may create security groups',
    risk: 'Access is given to groups; those that users make have owners and members whom nobody reviews.',
    remediation:
      'In the Microsoft Entra admin center, open "Entra ID", "Groups", "General", and set "Users can create security groups in Azure portals, API or PowerShell" to "No".',
    frameworks: { 'cis-m365': ['5.1.3.1'] },
  },
  {
    id: 'm365/users-can-read-other-users',
    setting: 'allowedToReadOtherUsers',
    should: true,
    severity: 'low',
    title: 'Users may not read other users',
    risk: 'Teams, Planner and other applications fail where people cannot look each other up, and are then given broad permissions in exchange.',
    remediation:
      'Set defaultUserRolePermissions.allowedToReadOtherUsers of the authorization policy to true through Microsoft Graph.',
  },
  {
    id: 'm365/users-cannot-read-bitlocker-keys',
    setting: 'allowedToReadBitlockerKeysForOwnedDevice',
    should: false,
    severity: 'low',
    title: 'Users may read the BitLocker keys of their devices',
    risk: "With a person's account and their computer somebody reads the disk from outside Windows.",
    remediation:
      'In the Microsoft Entra admin center, open "Entra ID", "Devices", "Device settings", and set "Restrict users from recovering the BitLocker key(s) for their owned devices" to "Yes".',
    frameworks: { 'cis-m365': ['5.1.4.6'] },
  },
  {
    id: 'm365/email-verified-users-cannot-join',
    setting: 'allowEmailVerifiedUsersToJoinOrganization',
    should: false,
    severity: 'medium',
    title: 'Strangers with an e-mail address of a domain may join the tenant',
    risk: 'Accounts come into being without anybody making them, and are not removed when people leave.',
    remediation:
      'Set allowEmailVerifiedUsersToJoinOrganization of the authorization policy to false through Microsoft Graph.',
  },
  {
    id: 'm365/email-based-subscriptions-off',
    setting: 'allowedToSignUpEmailBasedSubscriptions',
    should: false,
    severity: 'low',
    title: 'Users may sign up for services by e-mail',
    risk: 'Trials and free services that nobody chose hold company data.',
    remediation:
      'Set allowedToSignUpEmailBasedSubscriptions of the authorization policy to false through Microsoft Graph.',
  },
  {
    id: 'm365/msonline-powershell-blocked',
    setting: 'blockMsolPowerShell',
    should: true,
    severity: 'low',
    title: 'The old MSOnline PowerShell is not blocked',
    risk: 'Users read the whole directory through an interface that newer restrictions do not reach.',
    remediation: 'Set blockMsolPowerShell of the authorization policy to true through Microsoft Graph.',
  },
  {
    id: 'm365/risky-app-consent-blocked',
    setting: 'allowUserConsentForRiskyApps',
    should: false,
    severity: 'high',
    title: 'Users may consent to applications that Microsoft finds risky',
    risk: 'Consent phishing works: a mail asks to allow an application, which then reads mail and files without a password.',
    remediation: 'Set allowUserConsentForRiskyApps of the authorization policy to false through Microsoft Graph.',
  },
]

/** Checks of single switches of what users may do. */
export const userSettingChecks: readonly Check[] = switches.map(({ setting, should, see = graph, ...metadata }) =>
  settingCheck<AuthorizationPolicy, boolean>({
    ...metadata,
    see,
    on: authorizationPolicy,
    setting,
    // Microsoft leaves out the consent to risky applications where nobody ever allowed it.
    read: (policy) => (setting === 'allowUserConsentForRiskyApps' ? policy[setting] === true : policy[setting]),
    accept: (value) => value === should,
    finding: metadata.title,
  }),
)
