import { createRequire } from 'node:module'
import {
  createSimulatorControl,
  type SimulatorProcess as RunningProcess,
  type SimulatedRequest,
  type SimulatorControl,
  serveSimulatorProcess as serve,
  startSimulatorProcess as start,
} from '@opencasb/simulator-kit'
import { commandNames } from './command-names.ts'
import { createSalesforceSimulator } from './create-salesforce-simulator.ts'
import type { SalesforceSimulatorCommands, SalesforceSimulatorOptions } from './options.ts'

/** Options for a simulator in a process of its own: those that can be sent there. */
export type SimulatorProcessOptions = Omit<SalesforceSimulatorOptions, 'now'>

/** The commands of a simulator in another process: the same ones, each answered with a promise. */
export type SalesforceSimulatorControl = SimulatorControl<SalesforceSimulatorCommands, SimulatedRequest>

/** A simulated Salesforce in a process of its own. */
export interface SimulatorProcess extends RunningProcess {
  readonly control: SalesforceSimulatorControl
}

/**
 * Starts a simulated Salesforce in a process of its own, so that its work does not count as that of whoever measures.
 * The process ends with this one, however this one ends.
 */
export async function startSimulatorProcess(options: SimulatorProcessOptions = {}): Promise<SimulatorProcess> {
  const entry = createRequire(import.meta.url).resolve('@opencasb/connector-salesforce/simulator')
  const running = await start({ entry, options })
  return {
    ...running,
    control: createSimulatorControl<SalesforceSimulatorCommands, SimulatedRequest>(running.url, commandNames),
  }
}

/** What the process of {@link startSimulatorProcess} runs. */
export function serveSimulatorProcess(): Promise<void> {
  return serve(createSalesforceSimulator)
}
