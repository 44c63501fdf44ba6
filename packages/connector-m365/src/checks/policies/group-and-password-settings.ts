import type { Index } from '@opencasb/core/connector'
import { type Check, defineCheck, defineIndex, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { type Organization, organization } from '../../resources/organization/organization.ts'
import { type DirectorySettings, directorySettings, settingOf } from '../../resources/policy/directory-settings.ts'
import { settingCheck } from './setting-check.ts'

const groupSettings = 'Change the directory setting "Group.Unified" through Microsoft Graph'
const passwordProtection =
  'In the Microsoft Entra admin center, open "Entra ID", "Authentication methods", "Password protection"'
const groupPage = 'https://learn.microsoft.com/entra/identity/users/groups-settings-cmdlets'
const lockoutPage = 'https://learn.microsoft.com/entra/identity/authentication/howto-password-smart-lockout'

/** A switch of a directory setting. */
function isOn(
  template: 'groups' | 'passwords',
  name: string,
  delivered: boolean,
): (settings: DirectorySettings) => boolean {
  return (settings) => settingOf(settings, template, name, String(delivered)).toLowerCase() === 'true'
}

/** A number of a directory setting; undefined where it is none. */
function numberOf(name: string, delivered: number): (settings: DirectorySettings) => number | undefined {
  return (settings) => {
    const text = settingOf(settings, 'passwords', name, String(delivered)).trim()
    return /^\d+$/.test(text) ? Number(text) : undefined
  }
}

const groupCreation = settingCheck<DirectorySettings, boolean>({
  id: 'm365/users-cannot-create-m365-groups',
  severity: 'low',
  title: 'Users may create Microsoft 365 groups',
  risk: 'Each group brings a mailbox, a site and perhaps a team, which hold data that nobody looks after.',
  remediation: `${groupSettings}: set EnableGroupCreation to false, and GroupCreationAllowedGroupId to the group of those who may.`,
  see: 'https://learn.microsoft.com/microsoft-365/solutions/manage-creation-of-groups',
  frameworks: { 'cis-m365': ['5.1.3.4'] },
  on: directorySettings,
  setting: 'EnableGroupCreation',
  read: isOn('groups', 'EnableGroupCreation', true),
  accept: (on) => !on,
  finding: 'Users may create Microsoft 365 groups',
})

const guestOwners = settingCheck<DirectorySettings, boolean>({
  id: 'm365/guests-cannot-own-groups',
  severity: 'medium',
  title: 'Guests may own Microsoft 365 groups',
  risk: 'Somebody from outside decides who gets at the files and conversations of a group.',
  remediation: `${groupSettings}: set AllowGuestsToBeGroupOwner to false.`,
  see: groupPage,
  on: directorySettings,
  setting: 'AllowGuestsToBeGroupOwner',
  read: isOn('groups', 'AllowGuestsToBeGroupOwner', false),
  accept: (on) => !on,
  finding: 'Guests may own Microsoft 365 groups',
})

const guestContent = settingCheck<DirectorySettings, boolean>({
  id: 'm365/guests-cannot-access-groups',
  severity: 'low',
  title: 'Guests may see what Microsoft 365 groups hold',
  risk: 'Guests in a group read its files, mail and plans, old ones too.',
  remediation: `${groupSettings}: set AllowGuestsToAccessGroups to false, if your work with others does not need it.`,
  see: groupPage,
  on: directorySettings,
  setting: 'AllowGuestsToAccessGroups',
  read: isOn('groups', 'AllowGuestsToAccessGroups', true),
  accept: (on) => !on,
  finding: 'Guests may see what Microsoft 365 groups hold',
})

const bannedPasswords = settingCheck<DirectorySettings, boolean>({
  id: 'm365/custom-banned-passwords',
  severity: 'medium',
  title: 'Passwords that anybody would guess here are not banned',
  risk: "The names of the company, its products and its places are the first that attackers try, and are not on Microsoft's own list.",
  remediation: `${passwordProtection}, set "Enforce custom list" to "Yes", and list such words.`,
  see: 'https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad',
  frameworks: { 'cis-m365': ['5.2.3.2'] },
  on: directorySettings,
  setting: 'EnableBannedPasswordCheck',
  read: (settings) =>
    isOn('passwords', 'EnableBannedPasswordCheck', false)(settings) &&
    settingOf(settings, 'passwords', 'BannedPasswordList', '').trim() !== '',
  accept: (banned) => banned,
  finding: 'No words of your own are banned in passwords',
})

const lockoutThreshold = settingCheck<DirectorySettings, number, { readonly attempts: number }>({
  id: 'm365/lockout-threshold',
  severity: 'low',
  title: 'Accounts are locked after too many attempts only',
  risk: 'The more attempts before the first pause, the more passwords can be tried.',
  remediation: `${passwordProtection}, and lower "Lockout threshold".`,
  see: lockoutPage,
  frameworks: { 'cis-m365': ['5.2.3.8'] },
  on: directorySettings,
  params: z.object({
    /** Failed sign-ins before the first pause. */
    attempts: z.number().int().min(1).default(10),
  }),
  setting: 'LockoutThreshold',
  read: numberOf('LockoutThreshold', 10),
  accept: (value, { attempts }) => value <= attempts,
  finding: (value) => `Accounts are locked after ${value} failed sign-ins only`,
})

const lockoutDuration = settingCheck<DirectorySettings, number, { readonly seconds: number }>({
  id: 'm365/lockout-duration',
  severity: 'low',
  title: 'Accounts are unlocked again too soon',
  risk: 'With short pauses passwords can be tried all day.',
  remediation: `${passwordProtection}, and raise "Lockout duration in seconds".`,
  see: lockoutPage,
  frameworks: { 'cis-m365': ['5.2.3.9'] },
  on: directorySettings,
  params: z.object({
    /** Seconds that the first pause should last at least. */
    seconds: z.number().int().min(1).default(60),
  }),
  setting: 'LockoutDurationInSeconds',
  read: numberOf('LockoutDurationInSeconds', 60),
  accept: (value, { seconds }) => value >= seconds,
  finding: (value) => `Accounts are unlocked again after ${value} seconds`,
})

const synchronised: Index<Organization, boolean> = defineIndex({
  name: 'm365.organization-synchronised',
  of: organization,
  pick: ({ onPremisesSyncEnabled }: Organization) => onPremisesSyncEnabled === true,
})

const onPremises: Check = defineCheck({
  id: 'm365/on-premises-password-protection',
  version: 1,
  title: 'Active Directory accepts banned passwords',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'Users who come from Active Directory choose passwords there, where the banned ones are let through.',
  remediation: `${passwordProtection}, set "Enable password protection on Windows Server Active Directory" to "Yes" and "Mode" to "Enforced", and install the agents on your domain controllers.`,
  see: 'https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad-on-premises',
  frameworks: { 'cis-m365': ['5.2.3.3'] },
  on: directorySettings,
  lookup: { synchronised },
  evaluate: ({ resource, synchronised }) => {
    if (![...synchronised.values()].includes(true)) return notApplicable('No users come from Active Directory')
    const enabled = isOn('passwords', 'EnableBannedPasswordCheckOnPremises', true)(resource)
    const mode = settingOf(resource, 'passwords', 'BannedPasswordCheckOnPremisesMode', 'Audit')
    return enabled && mode.toLowerCase().startsWith('enforce')
      ? pass()
      : fail('Active Directory accepts banned passwords', {
          evidence: { EnableBannedPasswordCheckOnPremises: enabled, BannedPasswordCheckOnPremisesMode: mode },
        })
  },
})

/** Checks of directory settings about groups and passwords. */
export const groupAndPasswordSettingChecks: readonly Check[] = [
  groupCreation,
  guestOwners,
  guestContent,
  bannedPasswords,
  onPremises,
  lockoutThreshold,
  lockoutDuration,
]
