import type { FaultOptions } from './faults/faults.ts'
import type { GithubLimits } from './limits/limits-options.ts'
import type { OrganizationOptions } from './world/organization-options.ts'
import type { GithubPlan } from './world/world.ts'

/** Options of `createGithubSimulator`. All but `now` are plain JSON. */
export interface GithubSimulatorOptions {
  /** The same seed makes the same world. @default 1 */
  readonly seed?: number
  /** @default one empty organisation called `acme` */
  readonly organizations?: readonly OrganizationOptions[]
  /** @default 'enterprise' */
  readonly plan?: GithubPlan
  /** `documented`: what GitHub documents; `off`: none. @default 'documented' */
  readonly limits?: GithubLimits | 'documented' | 'off'
  /** Time that each answer takes. @default 0 */
  readonly latencyMs?: number
  /** @default a free one */
  readonly port?: number
  /** Wall clock in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
  /** The moment that the world's dates are counted back from. @default the beginning of the current month */
  readonly epoch?: number
  /** What goes wrong now and then. @default 'none' */
  readonly faults?: FaultOptions | 'none' | 'realistic'
  /**
   * Bytes of answers that are kept for the next one who asks for the same, of REST and of GraphQL each. More of it makes
   * the simulator cheaper where several clients read the same world. @default 33_554_432
   */
  readonly cacheBytes?: number
  /** How many requests are remembered. @default 100_000 */
  readonly rememberedRequests?: number
}
