import { createGoogleSimulator, type RunningGoogleSimulator } from './create-google-simulator.ts'
import { emptyWorld, largeWorld, smallWorld } from './worlds.ts'

/** How the conformance suite starts a simulated Google. */
export interface GoogleSimulatorStart {
  /**
   * - `empty`: signed up, nothing in it
   * - `small`: several pages of users and groups
   * - `large`: more than two hundred pages of users
   */
  start(options: {
    readonly world: 'empty' | 'small' | 'large'
    readonly seed?: number
  }): Promise<RunningGoogleSimulator>
}

const worlds = { empty: emptyWorld, small: smallWorld, large: largeWorld } as const

/** The simulated Google for conformance suites: prepared accounts, without limits. */
export const googleSimulator: GoogleSimulatorStart = {
  start: ({ world, seed = 1 }) => createGoogleSimulator({ seed, world: worlds[world], limits: 'off' }),
}
