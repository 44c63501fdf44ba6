import { createSalesforceSimulator } from './create-salesforce-simulator.ts'
import type { RunningSalesforceSimulator, SalesforceSimulatorOptions, SalesforceWorldSize } from './options.ts'

/** How the conformance suite starts a simulated Salesforce. */
export interface SalesforceSimulatorStart {
  /**
   * - `empty`: signed up, nothing in it
   * - `small`: several pages of users, some of everything else
   * - `large`: 100,000 users on more than two hundred pages
   */
  start(options: {
    readonly world: 'empty' | 'small' | 'large'
    readonly seed?: number
  }): Promise<RunningSalesforceSimulator>
}

const worlds: Readonly<Record<'empty' | 'small' | 'large', SalesforceSimulatorOptions>> = {
  empty: { world: { users: 1, things: 0, permissionSets: 0 } },
  // Salesforce may send fewer rows than 2,000, so a few users are several pages.
  small: { world: { users: 420, things: 8, permissionSets: 20 }, pageSize: 100 },
  large: { world: { users: 100_000, things: 8, permissionSets: 100 }, pageSize: 450 },
}

/** The simulated Salesforce for conformance suites. */
export const salesforceSimulator: SalesforceSimulatorStart = {
  start: ({ world, seed = 1 }) => createSalesforceSimulator({ seed, ...worlds[world] }),
}

/** The organisation of demonstrations. */
export const demoWorld: SalesforceWorldSize = { users: 1_200, things: 15, permissionSets: 60 }
