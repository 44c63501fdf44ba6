import type { GoogleSimulatorCommands } from '../google-simulator-control.ts'

/** What can be told to a simulator from outside. */
export const commandNames: readonly (keyof GoogleSimulatorCommands)[] = [
  'integration',
  'clearRequests',
  'usage',
  'mutate',
  'revokeCredentials',
  'expireTokens',
  'setNow',
  'advance',
  'setLatency',
]
