import { answerFaults } from './answer-faults.ts'
import type { ConnectorFault } from './connector-fault.ts'
import { dialectFaults } from './dialect-faults.ts'
import { limitFaults } from './limit-faults.ts'
import { listingFaults } from './listing-faults.ts'

/**
 * The faults that a connector must survive, as data: the conformance suite runs them against every connector's
 * simulator.
 */
export const connectorFaults: readonly ConnectorFault[] = [
  ...limitFaults,
  ...answerFaults,
  ...listingFaults,
  ...dialectFaults,
].sort((a, b) => a.id.localeCompare(b.id))
