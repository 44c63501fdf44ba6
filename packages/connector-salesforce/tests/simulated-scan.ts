import { createMemoryState, createScanner, permissionsFor, type ScanReport } from '@opencasb/core'
import { salesforce } from '../src/connector.ts'
import {
  createSalesforceSimulator,
  type RunningSalesforceSimulator,
  type SalesforceSimulatorOptions,
} from '../src/simulator.ts'

/** What a scan of a simulated organisation came to. */
export interface SimulatedScan {
  readonly report: ScanReport
  readonly simulator: RunningSalesforceSimulator
}

/** Scans a simulated organisation. Close the simulator afterwards. */
export async function scanSimulated(
  options: SalesforceSimulatorOptions,
  integration: {
    readonly hidden?: readonly string[]
    readonly dailyShare?: number
    readonly only?: readonly string[]
  } = {},
): Promise<SimulatedScan> {
  const simulator = await createSalesforceSimulator(options)
  const connector = salesforce()
  const { only, ...rest } = integration
  const permissions = permissionsFor(connector, 'jwt-bearer').map(({ permission }) => permission)
  const { config, credentials } = simulator.integration({ authKind: 'jwt-bearer', permissions, ...rest })
  const checks = only ? connector.checks.filter(({ id }) => only.includes(id)) : connector.checks
  const narrowed = { ...connector, checks }
  const scanner = createScanner({ connectors: [narrowed], state: createMemoryState() })
  const { id } = await scanner.integrations.register({ connector: 'salesforce', config, credentials })
  const report = await scanner.scan(id)
  await scanner.close()
  return { report, simulator }
}
