import type { GithubSimulatorCommands } from '../github-simulator-control.ts'

/** Names of the commands, which are also their addresses under `/_simulator/`. */
export const commandNames: readonly (keyof GithubSimulatorCommands)[] = [
  'integration',
  'clearRequests',
  'usage',
  'mutate',
  'change',
  'revokeCredentials',
  'expireInstallationTokens',
  'suspend',
  'publishApp',
  'uninstall',
  'setPermissions',
  'setLimits',
  'setRemaining',
  'setNow',
  'advance',
  'setLatency',
]
