import { demoWorld, type GithubSimulatedIntegration, startSimulatorProcess } from '@opencasb/connector-github/simulator'
import type { DemoMemory } from './demo-memory.ts'
import { isPortFree } from './is-port-free.ts'

/** A simulated GitHub that is running, with credentials for it. */
export interface SimulatedOrganization extends GithubSimulatedIntegration {
  readonly port: number
  close(): Promise<void>
}

/** How much happens in the organisation between two runs. */
const changesBetweenRuns = 60

/**
 * Starts the simulated GitHub organisation in a process of its own: a few hundred repositories, some trouble on the
 * line, and one permission short. What happened in it since the first run is made to happen again.
 */
export async function startSimulatedOrganization(
  memory: DemoMemory,
  permissions: readonly string[],
): Promise<SimulatedOrganization> {
  const port = memory.port !== undefined && (await isPortFree(memory.port)) ? { port: memory.port } : {}
  const simulator = await startSimulatorProcess({
    organizations: demoWorld,
    epoch: memory.epoch,
    faults: 'realistic',
    ...port,
  })
  for (let run = 1; run <= memory.runs; run++) await simulator.control.mutate(run, changesBetweenRuns)
  const integration = await simulator.control.integration({ authKind: 'github-app', permissions })
  return {
    ...integration,
    port: Number(new URL(simulator.url).port),
    close: () => simulator.close(),
  }
}
