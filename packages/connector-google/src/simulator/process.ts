import { createRequire } from 'node:module'
import {
  type SimulatorProcess as RunningProcess,
  serveSimulatorProcess as serve,
  startSimulatorProcess as start,
} from '@opencasb/simulator-kit'
import { createSimulatorControl, type GoogleSimulatorControl } from './control/create-simulator-control.ts'
import { createGoogleSimulator } from './create-google-simulator.ts'
import type { GoogleSimulatorOptions } from './options.ts'

/** Options for a simulator in a process of its own: those that can be sent there. */
export type SimulatorProcessOptions = Omit<GoogleSimulatorOptions, 'now'>

/** A simulated Google in a process of its own. */
export interface SimulatorProcess extends RunningProcess {
  readonly control: GoogleSimulatorControl
}

/**
 * Starts a simulated Google in a process of its own, so that its work does not count as that of whoever measures. The
 * process ends with this one, however this one ends.
 */
export async function startSimulatorProcess(options: SimulatorProcessOptions = {}): Promise<SimulatorProcess> {
  const entry = createRequire(import.meta.url).resolve('@opencasb/connector-google/simulator')
  const running = await start({ entry, options })
  return { ...running, control: createSimulatorControl(running.url) }
}

/** What the process of {@link startSimulatorProcess} runs. */
export function serveSimulatorProcess(): Promise<void> {
  return serve(createGoogleSimulator)
}
