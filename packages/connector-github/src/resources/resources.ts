import type { ResourceType } from '@opencasb/core/connector'
import { actionsSettings } from './actions/actions-settings.ts'
import { organizationSecret } from './actions/organization-secret.ts'
import { runnerGroup } from './actions/runner-group.ts'
import { codeScanningAlert } from './alert/code-scanning-alert.ts'
import { dependabotAlert } from './alert/dependabot-alert.ts'
import { secretScanningAlert } from './alert/secret-scanning-alert.ts'
import { installedApp } from './app/installed-app.ts'
import { codeSecurityDefault } from './code-security/code-security-default.ts'
import { copilotSettings } from './copilot/copilot-settings.ts'
import { organizationHook } from './hook/organization-hook.ts'
import { repositoryHook } from './hook/repository-hook.ts'
import { member } from './member/member.ts'
import { organization } from './organization/organization.ts'
import { outsideCollaborator } from './outside-collaborator/outside-collaborator.ts'
import { personalAccessToken } from './personal-access-token/personal-access-token.ts'
import { deployKey } from './repository/deploy-key.ts'
import { repository } from './repository/repository.ts'
import { repositorySecurity } from './repository/repository-security.ts'
import { team } from './team/team.ts'

/** Everything that the GitHub connector can read. */
export const githubResources: readonly ResourceType[] = [
  organization,
  member,
  outsideCollaborator,
  team,
  repository,
  repositorySecurity,
  repositoryHook,
  deployKey,
  organizationHook,
  installedApp,
  personalAccessToken,
  actionsSettings,
  runnerGroup,
  organizationSecret,
  codeSecurityDefault,
  dependabotAlert,
  codeScanningAlert,
  secretScanningAlert,
  copilotSettings,
]
