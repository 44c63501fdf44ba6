import type { Check } from '@opencasb/core/connector'
import { appManagementChecks } from './app-management-settings.ts'
import { consentSettingChecks } from './consent-settings.ts'
import { deviceAndSessionSettingChecks } from './device-and-session-settings.ts'
import { groupAndPasswordSettingChecks } from './group-and-password-settings.ts'
import { guestSettingChecks } from './guest-settings.ts'
import { methodSettingChecks } from './method-settings.ts'
import { userSettingChecks } from './user-settings.ts'

/** Everything that is checked of the tenant's policies and settings, besides Conditional Access. */
export const policyChecks: readonly Check[] = [
  ...userSettingChecks,
  ...groupAndPasswordSettingChecks,
  ...deviceAndSessionSettingChecks,
  ...consentSettingChecks,
  ...guestSettingChecks,
  ...methodSettingChecks,
  ...appManagementChecks,
]
