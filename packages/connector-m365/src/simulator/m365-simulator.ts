import { createM365Simulator, type RunningM365Simulator } from './create-m365-simulator.ts'
import { emptyWorld, largeWorld, smallWorld } from './worlds.ts'

/** How the conformance suite starts a simulated tenant. */
export interface M365SimulatorStart {
  /**
   * - `empty`: signed up, nothing in it
   * - `small`: several pages of users, groups and applications
   * - `large`: 300,000 users and 100,000 service principals
   */
  start(options: { readonly world: 'empty' | 'small' | 'large'; readonly seed?: number }): Promise<RunningM365Simulator>
}

const worlds = { empty: emptyWorld, small: smallWorld, large: largeWorld } as const

/** The simulated tenant for conformance suites: prepared worlds, without limits. */
export const m365Simulator: M365SimulatorStart = {
  start: ({ world, seed = 1 }) => createM365Simulator({ seed, world: worlds[world], limits: 'off' }),
}
