import type { Check } from '@opencasb/core/connector'
import { accessChecks } from './access/access-checks.ts'
import { appChecks } from './apps.ts'
import { browserProtectionChecks } from './browser-protection.ts'
import { contentChecks } from './content.ts'
import { integrationChecks } from './integrations.ts'
import { monitoringChecks } from './monitoring.ts'
import { passwordPolicyChecks } from './password-policy.ts'
import { platformSettingChecks } from './platform-settings.ts'
import { recordAccessChecks } from './record-access.ts'
import { sessionSettingChecks } from './session-settings.ts'
import { signInSettingChecks } from './sign-in-settings.ts'
import { siteChecks } from './sites.ts'
import { userChecks } from './users.ts'

/** The checks that read one thing each. */
export const settingAndObjectChecks: readonly Check[] = [
  ...signInSettingChecks,
  ...sessionSettingChecks,
  ...browserProtectionChecks,
  ...passwordPolicyChecks,
  ...platformSettingChecks,
  ...monitoringChecks,
  ...recordAccessChecks,
  ...userChecks,
  ...contentChecks,
  ...appChecks,
  ...integrationChecks,
  ...siteChecks,
]

/** Everything that the Salesforce connector checks. */
export const salesforceChecks: readonly Check[] = [...settingAndObjectChecks, ...accessChecks]
