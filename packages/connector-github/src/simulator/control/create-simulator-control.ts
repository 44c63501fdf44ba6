import {
  createSimulatorControl as createControl,
  type SimulatedRequest,
  type SimulatorControl,
} from '@opencasb/simulator-kit'
import type { GithubSimulatorCommands } from '../github-simulator-control.ts'
import { commandNames } from './command-names.ts'

/** The commands of a simulator in another process: the same ones, each answered with a promise. */
export type GithubSimulatorControl = SimulatorControl<GithubSimulatorCommands, SimulatedRequest>

/**
 * Makes a client for the commands of the simulator at this address.
 * @throws Error where the simulator refuses a command
 */
export function createSimulatorControl(url: string): GithubSimulatorControl {
  return createControl<GithubSimulatorCommands, SimulatedRequest>(url, commandNames)
}
