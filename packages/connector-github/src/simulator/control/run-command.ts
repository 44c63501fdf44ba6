import type { GithubSimulatorCommands, GithubSimulatorRecords } from '../github-simulator-control.ts'

/** Names of the commands, which are also their addresses under `/_simulator/`. */
export const commandNames: readonly CommandName[] = [
  'integration',
  'clearRequests',
  'usage',
  'mutate',
  'change',
  'revokeCredentials',
  'expireInstallationTokens',
  'suspend',
  'setPermissions',
  'setLimits',
  'setRemaining',
  'setNow',
  'advance',
  'setLatency',
]

type CommandName = keyof GithubSimulatorCommands

function isCommand(name: string): name is CommandName {
  return commandNames.some((one) => one === name)
}

/**
 * Does what a request under `/_simulator/` asks for: `POST /_simulator/<command>` with the arguments as a JSON list, or
 * `GET /_simulator/requests`.
 * @throws Error if there is no such command, or if it cannot be done
 */
export function runCommand(
  simulator: GithubSimulatorCommands & GithubSimulatorRecords,
  method: string,
  path: string,
  body: string,
): unknown {
  if (method === 'GET' && path === 'requests') return simulator.requests
  if (method !== 'POST' || !isCommand(path)) throw new Error(`${method} /_simulator/${path} is no command`)
  const parsed: unknown = body === '' ? [] : JSON.parse(body)
  if (!Array.isArray(parsed)) throw new Error('the arguments of a command are a JSON list')
  const run = simulator[path] as (...list: unknown[]) => unknown
  return run(...(parsed as unknown[]))
}
