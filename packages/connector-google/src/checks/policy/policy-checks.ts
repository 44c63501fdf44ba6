import type { Check } from '@opencasb/core/connector'
import { accountChecks } from './account.ts'
import { alertChecks } from './alerts.ts'
import { appChecks } from './apps.ts'
import { calendarChecks } from './calendar.ts'
import { chatChecks } from './chat.ts'
import { classroomChecks } from './classroom.ts'
import { dataProtectionChecks } from './data-protection.ts'
import { driveFeatureChecks } from './drive-features.ts'
import { driveSharingChecks } from './drive-sharing.ts'
import { gmailAccessChecks } from './gmail-access.ts'
import { gmailSafetyChecks } from './gmail-safety.ts'
import { groupsChecks } from './groups.ts'
import { meetAndSitesChecks } from './meet-and-sites.ts'
import { passwordChecks } from './passwords.ts'
import { signInChecks } from './sign-in.ts'

/** All checks of settings of the Admin console. */
export const policyChecks: readonly Check[] = [
  ...signInChecks,
  ...passwordChecks,
  ...appChecks,
  ...accountChecks,
  ...alertChecks,
  ...dataProtectionChecks,
  ...calendarChecks,
  ...chatChecks,
  ...classroomChecks,
  ...driveSharingChecks,
  ...driveFeatureChecks,
  ...gmailAccessChecks,
  ...gmailSafetyChecks,
  ...groupsChecks,
  ...meetAndSitesChecks,
]
