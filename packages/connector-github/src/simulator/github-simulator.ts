import { createGithubSimulator, type RunningGithubSimulator } from './create-github-simulator.ts'
import { emptyWorld, largeWorld, smallWorld } from './worlds.ts'

/** How the conformance suite starts a simulated GitHub. */
export interface GithubSimulatorStart {
  /**
   * - `empty`: signed up, nothing in it
   * - `small`: two organisations, several pages of repositories and members
   * - `large`: more than two hundred pages of repositories
   */
  start(options: {
    readonly world: 'empty' | 'small' | 'large'
    readonly seed?: number
  }): Promise<RunningGithubSimulator>
}

const worlds = { empty: emptyWorld, small: smallWorld, large: largeWorld } as const

/**
 * The simulated GitHub for conformance suites: prepared worlds, without limits. Credentials of apps and fine-grained
 * tokens reach the first organisation, classic tokens all of them, as at GitHub.
 */
export const githubSimulator: GithubSimulatorStart = {
  start: ({ world, seed = 1 }) => createGithubSimulator({ seed, organizations: worlds[world], limits: 'off' }),
}
