import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import { sharePointSettings } from '../../resources/sharing/sharepoint-settings.ts'
import { settingCheck } from '../policies/setting-check.ts'

const sharingPage = 'In the SharePoint admin center, open "Policies", "Sharing"'
const see = 'https://learn.microsoft.com/en-us/sharepoint/turn-external-sharing-on-or-off'

/** From the strictest on. */
const levels = [
  'disabled',
  'existingExternalUserSharingOnly',
  'externalUserSharingOnly',
  'externalUserAndGuestSharing',
] as const
const limits = z.object({
  maxLevel: z
    .enum(levels)
    .default('externalUserSharingOnly')
    .describe('The most open level of sharing that is accepted'),
})

/** The tenant shares with nobody outside. */
const nothingShared = ({
  sharingCapability,
}: {
  readonly sharingCapability: string | undefined
}): string | undefined => (sharingCapability === 'disabled' ? 'External sharing is switched off' : undefined)

/** Checks of SharePoint's and OneDrive's settings for the whole tenant. */
export const sharePointSettingChecks: readonly Check[] = [
  settingCheck({
    id: 'm365/sharepoint-external-sharing',
    title: 'SharePoint lets files be shared with anyone',
    severity: 'high',
    risk: 'Every user can make links that work without signing in: nobody knows who uses them, and they cannot be taken from one person alone.',
    remediation: `${sharingPage}, and set "SharePoint" to "New and existing guests", "Existing guests" or "Only people in your organization".`,
    see,
    frameworks: { 'scuba-m365': ['MS.SHAREPOINT.1.1'], 'cis-m365': ['7.2.3'] },
    profiles: {
      scuba: { maxLevel: 'existingExternalUserSharingOnly' },
      cis: { maxLevel: 'externalUserSharingOnly' },
    },
    on: sharePointSettings,
    params: limits,
    setting: 'sharingCapability',
    read: ({ sharingCapability }) => sharingCapability,
    accept: (value, { maxLevel }) => isAtMost(value, maxLevel),
    finding: (value) => `External sharing of SharePoint stands at ${value}`,
  }),
  settingCheck({
    id: 'm365/sharepoint-sharing-domains',
    title: 'SharePoint shares with every domain',
    severity: 'medium',
    risk: 'Without a list of partners, files go to private addresses and to look-alike domains as easily as to those who are meant.',
    remediation: `${sharingPage}, "More external sharing settings", choose "Limit external sharing by domain", and allow the domains of your partners.`,
    see: 'https://learn.microsoft.com/en-us/sharepoint/restricted-domains-sharing',
    frameworks: { 'scuba-m365': ['MS.SHAREPOINT.1.3'], 'cis-m365': ['7.2.6'] },
    on: sharePointSettings,
    setting: 'sharingDomainRestrictionMode',
    read: ({ sharingDomainRestrictionMode }) => sharingDomainRestrictionMode,
    accept: (value) => value === 'allowList',
    finding: (value) => `Sharing is not limited to chosen domains (${value})`,
    irrelevant: nothingShared,
  }),
  settingCheck({
    id: 'm365/sharepoint-guest-resharing',
    title: 'Guests can share what they do not own',
    severity: 'medium',
    risk: 'A guest can pass files and folders on to whom they like, and the owner does not have to know.',
    remediation: `${sharingPage}, "More external sharing settings", and clear "Allow guests to share items they don't own".`,
    see,
    frameworks: { 'cis-m365': ['7.2.5'] },
    on: sharePointSettings,
    setting: 'isResharingByExternalUsersEnabled',
    read: ({ isResharingByExternalUsersEnabled }) => isResharingByExternalUsersEnabled,
    accept: (value) => !value,
    finding: 'Guests can share items that they do not own',
    irrelevant: nothingShared,
  }),
  settingCheck({
    id: 'm365/sharepoint-invitation-account',
    title: 'Sharing invitations can be accepted with another account',
    severity: 'low',
    risk: 'Whoever an invitation is forwarded to gets in with an account that nobody has invited.',
    remediation:
      'In PowerShell for SharePoint Online, run "Set-SPOTenant -RequireAcceptingAccountMatchInvitedAccount $true".',
    see: 'https://learn.microsoft.com/en-us/powershell/module/sharepoint-online/set-spotenant',
    on: sharePointSettings,
    setting: 'isRequireAcceptingUserToMatchInvitedUserEnabled',
    read: ({ isRequireAcceptingUserToMatchInvitedUserEnabled }) => isRequireAcceptingUserToMatchInvitedUserEnabled,
    accept: (value) => value,
    finding: 'Invitations can be accepted with another account than the invited one',
    irrelevant: nothingShared,
  }),
  settingCheck({
    id: 'm365/sharepoint-legacy-authentication',
    title: 'SharePoint accepts legacy authentication',
    severity: 'high',
    risk: 'Old protocols know no second factor and no Conditional Access: a password is all that it takes.',
    remediation:
      'In the SharePoint admin center, open "Policies", "Access control", "Apps that don\'t use modern authentication", and choose "Block access".',
    see: 'https://learn.microsoft.com/en-us/sharepoint/control-access-from-unmanaged-devices',
    frameworks: { 'cis-m365': ['7.2.1'] },
    on: sharePointSettings,
    setting: 'isLegacyAuthProtocolsEnabled',
    read: ({ isLegacyAuthProtocolsEnabled }) => isLegacyAuthProtocolsEnabled,
    accept: (value) => !value,
    finding: 'Apps that do not use modern authentication have access to SharePoint',
  }),
  settingCheck({
    id: 'm365/onedrive-sync-managed-domains',
    title: 'OneDrive syncs to computers outside the company',
    severity: 'medium',
    risk: "Users can sync all of their files to a private computer, where they stay after the user has left, and malware there changes the company's copies.",
    remediation:
      'In the SharePoint admin center, open "Settings", "OneDrive Sync", and choose "Allow syncing only on computers joined to specific domains".',
    see: 'https://learn.microsoft.com/en-us/sharepoint/allow-syncing-only-on-specific-domains',
    on: sharePointSettings,
    setting: 'isUnmanagedSyncAppForTenantRestricted',
    read: ({ isUnmanagedSyncAppForTenantRestricted }) => isUnmanagedSyncAppForTenantRestricted,
    accept: (value) => value,
    finding: 'Files can be synced to computers of any domain, and of none',
  }),
]

/** What is not among the levels is more than any of them. */
function isAtMost(value: string, maxLevel: (typeof levels)[number]): boolean {
  const known: readonly string[] = levels
  const level = known.indexOf(value)
  return level >= 0 && level <= levels.indexOf(maxLevel)
}
