import type { FaultRule } from './fault-rule.ts'

/**
 * How a scan may end that meets a fault.
 * - `complete`: as if nothing had happened, because the fault passes or does no harm
 * - `incomplete`: with a gap, because the fault stays
 * - `honest`: complete with everything, or incomplete with a gap, or given up; but nothing is closed or opened wrongly
 */
export type FaultOutcome = 'complete' | 'incomplete' | 'honest'

/** A way of speaking that only some vendors have. */
export type Dialect = 'github' | 'graphql' | 'google' | 'microsoft' | 'salesforce'

/** One entry of the catalogue: what goes wrong, and what a connector must make of it. */
export interface ConnectorFault {
  /** The class of fault. @example 'F13' */
  readonly id: string
  /** Unique, in kebab case. @example 'page-reset-in-body' */
  readonly name: string
  /** What a connector makes of it, as a sentence without its end that begins with the class. */
  readonly title: string
  readonly rules: readonly FaultRule[]
  readonly outcome: FaultOutcome
  /** Only for vendors that speak so. @default every vendor */
  readonly dialect?: Dialect
  /** How far the host's clock is ahead of the vendor's. @default 0 */
  readonly hostAheadMs?: number
  /** No request may follow the one that was refused for so long. */
  readonly waitsMs?: number
  /** Other resource types are read beside the one that is struck. @default false */
  readonly wide?: boolean
  /** The fault is about time limits of requests, which are then short. @default false */
  readonly slow?: boolean
}
