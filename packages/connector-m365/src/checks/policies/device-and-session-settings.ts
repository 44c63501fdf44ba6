import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import { type DeviceRegistration, deviceRegistration } from '../../resources/policy/device-registration.ts'
import { type IdleTimeout, idleTimeout } from '../../resources/policy/idle-timeout.ts'
import { settingCheck } from './setting-check.ts'

const deviceSettings = 'In the Microsoft Entra admin center, open "Entra ID", "Devices", "Device settings"'
const devicePage = 'https://learn.microsoft.com/entra/identity/devices/manage-device-identities'

const join = settingCheck<DeviceRegistration, string>({
  id: 'm365/device-join-restricted',
  severity: 'medium',
  title: 'Everybody may join devices to the directory',
  risk: 'Somebody with a stolen account joins a machine of their own, which then counts as one of yours.',
  remediation: `${deviceSettings}, and set "Users may join devices to Microsoft Entra" to "Selected" or "None".`,
  see: devicePage,
  frameworks: { 'cis-m365': ['5.1.4.1'] },
  on: deviceRegistration,
  setting: 'azureADJoin.allowedToJoin',
  read: ({ joinAllowedFor }) => joinAllowedFor,
  accept: (value) => value === 'selected' || value === 'none',
  finding: 'Everybody may join devices to the directory',
})

const quota = settingCheck<DeviceRegistration, number, { readonly devices: number }>({
  id: 'm365/device-quota-limited',
  severity: 'low',
  title: 'Users may have very many devices',
  risk: 'Nobody notices one device more among dozens that were never removed.',
  remediation: `${deviceSettings}, and lower "Maximum number of devices per user".`,
  see: devicePage,
  frameworks: { 'cis-m365': ['5.1.4.2'] },
  on: deviceRegistration,
  params: z.object({
    /** Devices that a user may have. */
    devices: z.number().int().min(1).default(20),
  }),
  setting: 'userDeviceQuota',
  read: ({ deviceQuota }) => deviceQuota,
  accept: (value, { devices }) => value <= devices,
  finding: (value) => `Users may have ${value} devices`,
})

const globalAdmins = settingCheck<DeviceRegistration, boolean>({
  id: 'm365/global-administrators-not-local-administrators',
  severity: 'medium',
  title: 'Global Administrators are local administrators of joined devices',
  risk: 'Global Administrators sign in to computers, where malware picks up the account that rules the tenant.',
  remediation: `${deviceSettings}, and set "Global administrator role is added as local administrator on the device during Microsoft Entra join" to "No".`,
  see: 'https://learn.microsoft.com/entra/identity/devices/assign-local-admin',
  frameworks: { 'cis-m365': ['5.1.4.3'] },
  on: deviceRegistration,
  setting: 'azureADJoin.localAdmins.enableGlobalAdmins',
  read: ({ globalAdminsAreLocalAdmins }) => globalAdminsAreLocalAdmins,
  accept: (value) => !value,
  finding: 'Global Administrators are local administrators of joined devices',
})

const registeringUsers = settingCheck<DeviceRegistration, string>({
  id: 'm365/registering-users-not-local-administrators',
  severity: 'medium',
  title: 'Whoever joins a device becomes its local administrator',
  risk: 'Malware that people start runs with all rights on their computer.',
  remediation: `${deviceSettings}, and set "Registering user is added as local administrator on the device during Microsoft Entra join" to "Selected" or "None".`,
  see: 'https://learn.microsoft.com/entra/identity/devices/assign-local-admin',
  frameworks: { 'cis-m365': ['5.1.4.4'] },
  on: deviceRegistration,
  setting: 'azureADJoin.localAdmins.registeringUsers',
  read: ({ registeringUsersAreLocalAdmins }) => registeringUsersAreLocalAdmins,
  accept: (value) => value === 'selected' || value === 'none',
  finding: 'Whoever joins a device becomes its local administrator',
})

const laps = settingCheck<DeviceRegistration, boolean>({
  id: 'm365/local-administrator-password-solution-on',
  severity: 'medium',
  title: 'Passwords of local administrators are not looked after',
  risk: 'Where all computers have the same local password, who gets one gets all.',
  remediation: `${deviceSettings}, and set "Enable Microsoft Entra Local Administrator Password Solution (LAPS)" to "Yes".`,
  see: 'https://learn.microsoft.com/entra/identity/devices/howto-manage-local-admin-passwords',
  frameworks: { 'cis-m365': ['5.1.4.5'] },
  on: deviceRegistration,
  setting: 'localAdminPassword.isEnabled',
  read: ({ localAdminPassword }) => localAdminPassword,
  accept: (value) => value,
  finding: 'Windows LAPS is off',
})

const timeout = settingCheck<IdleTimeout, number | string, { readonly minutes: number }>({
  id: 'm365/idle-session-timeout',
  severity: 'medium',
  title: 'Idle sessions stay open',
  risk: 'On a shared or lost computer the next person goes on in mail and files.',
  remediation:
    'In the Microsoft 365 admin center, open "Settings", "Org settings", "Security & privacy", "Idle session timeout", and choose at most three hours.',
  see: 'https://learn.microsoft.com/microsoft-365/admin/manage/idle-session-timeout-web-apps',
  frameworks: { 'cis-m365': ['1.3.2'] },
  on: idleTimeout,
  params: z.object({
    /** Minutes without a movement after which a web session should end. */
    minutes: z.number().int().min(1).default(180),
  }),
  setting: 'WebSessionIdleTimeout',
  read: ({ minutes }) => minutes ?? 'not set',
  accept: (value, { minutes }) => typeof value === 'number' && value <= minutes,
  finding: (value) =>
    typeof value === 'number' ? `Idle sessions end after ${value} minutes only` : 'Idle sessions of web apps never end',
})

/** Checks of settings about devices and sessions. */
export const deviceAndSessionSettingChecks: readonly Check[] = [
  join,
  quota,
  globalAdmins,
  registeringUsers,
  laps,
  timeout,
]
