import { createRequire } from 'node:module'
import {
  createSimulatorControl as createControl,
  type SimulatedRequest,
  type SimulatorControl,
  type SimulatorProcess,
  serveSimulatorProcess as serve,
  startSimulatorProcess as startProcess,
} from '@opencasb/simulator-kit'
import { createM365Simulator } from './create-m365-simulator.ts'
import { commandNames, type M365SimulatorCommands } from './m365-simulator-control.ts'
import type { M365SimulatorOptions } from './options.ts'

/** The commands of a simulator in another process. */
export type M365SimulatorControl = SimulatorControl<M365SimulatorCommands, SimulatedRequest>

/** A simulated tenant in a process of its own. */
export interface M365SimulatorProcess extends SimulatorProcess {
  readonly control: M365SimulatorControl
}

/** Speaks to the simulator at an address. */
export function createSimulatorControl(url: string): M365SimulatorControl {
  return createControl<M365SimulatorCommands, SimulatedRequest>(url, commandNames)
}

/** Starts a simulated tenant in a process of its own, so that its work does not count as that of whoever measures. */
export async function startSimulatorProcess(
  options: Omit<M365SimulatorOptions, 'now'> = {},
): Promise<M365SimulatorProcess> {
  const entry = createRequire(import.meta.url).resolve('@opencasb/connector-m365/simulator')
  const process = await startProcess({ entry, options })
  return { ...process, control: createSimulatorControl(process.url) }
}

/** What the process of {@link startSimulatorProcess} runs. */
export async function serveSimulatorProcess(): Promise<void> {
  await serve<M365SimulatorOptions>(createM365Simulator)
}
