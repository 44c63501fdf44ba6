import type { Connector } from '@opencasb/core'
import type { ConnectorFault, Dialect } from '../faults/connector-fault.ts'
import type { Simulator } from '../simulator.ts'

/** What {@link connectorConformance} takes. */
export interface ConformanceOptions {
  readonly connector: Connector
  readonly simulator: Simulator
  /** `describe` of vitest, jest or node:test. */
  readonly describe: (name: string, body: () => void) => unknown
  /** `it` or `test` of the same. */
  readonly it: (name: string, body: () => Promise<void>) => unknown
  /**
   * The module that exports the connector, for the rule that importing it does nothing:
   * `new URL('./index.ts', import.meta.url)`. Without it that rule is left out.
   */
  readonly entry?: string | URL
  /** Ways to sign in that the simulator knows. @default all of the connector's */
  readonly authKinds?: readonly string[]
  /** Rules that the connector does not keep: rule id → why. A waived rule that passes is a failure. */
  readonly waivers?: Readonly<Record<string, string>>
  /** Which vendors' words for quotas and refusals the simulator's vendor speaks. @default none */
  readonly dialects?: readonly Dialect[]
  /** Further faults of this vendor. @default none */
  readonly faults?: readonly ConnectorFault[]
  /** The most live heap that a scan of the `large` world may take, in bytes. @default 64 MiB */
  readonly heapCeiling?: number
}
