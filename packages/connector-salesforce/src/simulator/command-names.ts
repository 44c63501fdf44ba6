import type { SalesforceSimulatorCommands } from './options.ts'

/** The commands that can be sent to a simulator in another process. */
export const commandNames: readonly (keyof SalesforceSimulatorCommands)[] = [
  'integration',
  'clearRequests',
  'usage',
  'mutate',
  'revokeCredentials',
  'expireTokens',
  'setDailyRequests',
  'setLatency',
  'setNow',
  'advance',
]
