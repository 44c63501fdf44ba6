import {
  createSimulatorControl as createControl,
  type SimulatedRequest,
  type SimulatorControl,
} from '@opencasb/simulator-kit'
import type { GoogleSimulatorCommands } from '../google-simulator-control.ts'
import { commandNames } from './command-names.ts'

/** The commands of a simulator in another process: the same ones, each answered with a promise. */
export type GoogleSimulatorControl = SimulatorControl<GoogleSimulatorCommands, SimulatedRequest>

/**
 * Makes a client for the commands of the simulator at this address.
 * @throws Error where the simulator refuses a command
 */
export function createSimulatorControl(url: string): GoogleSimulatorControl {
  return createControl<GoogleSimulatorCommands, SimulatedRequest>(url, commandNames)
}
