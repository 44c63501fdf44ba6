import type { GithubSimulatorCommands, GithubSimulatorRecords } from '../github-simulator-control.ts'
import { commandNames } from './run-command.ts'

/** The commands of a simulator in another process: the same ones, each answered with a promise. */
export type GithubSimulatorControl = {
  readonly [Name in keyof GithubSimulatorCommands]: (
    ...list: Parameters<GithubSimulatorCommands[Name]>
  ) => Promise<Awaited<ReturnType<GithubSimulatorCommands[Name]>>>
} & {
  /** Requests since the last `clearRequests`, oldest first. */
  requests(): Promise<GithubSimulatorRecords['requests']>
}

/**
 * Makes a client for the commands of the simulator at this address.
 * @throws Error where the simulator refuses a command
 */
export function createSimulatorControl(url: string): GithubSimulatorControl {
  const send = async (method: 'GET' | 'POST', name: string, list?: readonly unknown[]): Promise<unknown> => {
    const answer = await fetch(`${url}/_simulator/${name}`, {
      method,
      ...(list ? { body: JSON.stringify(list) } : {}),
    })
    const body: unknown = await answer.json()
    if (answer.ok) return body
    const message = typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : 'unknown'
    throw new Error(`the simulator refused ${name}: ${message}`)
  }
  const commands = commandNames.map((name) => [name, (...list: unknown[]) => send('POST', name, list)] as const)
  return { ...Object.fromEntries(commands), requests: () => send('GET', 'requests') } as GithubSimulatorControl
}
