import type { ResourceType } from '@opencasb/core/connector'
import { administrator } from './administrator/administrator.ts'
import { calendar } from './calendar/calendar.ts'
import { domain } from './domain/domain.ts'
import { file } from './drive/file.ts'
import { sharedDrive } from './drive/shared-drive.ts'
import { sharedDriveFile } from './drive/shared-drive-file.ts'
import { mailbox } from './gmail/mailbox.ts'
import { group } from './group/group.ts'
import { aiLicence } from './licence/ai-licence.ts'
import { oauthApp } from './oauth/oauth-app.ts'
import { oauthGrant } from './oauth/oauth-grant.ts'
import { organizationalUnit } from './organizational-unit/organizational-unit.ts'
import { policy } from './policy/policy.ts'
import { settings } from './policy/setting.ts'
import { role } from './role/role.ts'
import { roleAssignment } from './role/role-assignment.ts'
import { administratorSignIn } from './sso/administrator-sign-in.ts'
import { ssoAssignment } from './sso/sso-assignment.ts'
import { user } from './user/user.ts'

/** Everything that the Google Workspace connector can read. */
export const googleResources: readonly ResourceType[] = [
  user,
  aiLicence,
  role,
  roleAssignment,
  administrator,
  ssoAssignment,
  administratorSignIn,
  group,
  domain,
  oauthGrant,
  oauthApp,
  file,
  sharedDrive,
  sharedDriveFile,
  calendar,
  mailbox,
  organizationalUnit,
  policy,
  ...settings,
]
