export type {
  Grant,
  IntegrationRequest,
  SalesforceAuthKind,
  SalesforceSimulatedIntegration,
} from './simulator/access/grant.ts'
export { createSalesforceSimulator } from './simulator/create-salesforce-simulator.ts'
export type {
  RunningSalesforceSimulator,
  SalesforceSimulatorCommands,
  SalesforceSimulatorOptions,
  SalesforceWorldSize,
} from './simulator/options.ts'
export type { SalesforceSimulatorControl, SimulatorProcess, SimulatorProcessOptions } from './simulator/process.ts'
export { serveSimulatorProcess, startSimulatorProcess } from './simulator/process.ts'
export type { SalesforceSimulatorStart } from './simulator/salesforce-simulator.ts'
export { demoWorld, salesforceSimulator } from './simulator/salesforce-simulator.ts'
export type { SalesforceWorld, SalesforceWorldOptions } from './simulator/world/salesforce-world.ts'
export type { Row, SimulatedObject } from './simulator/world/simulated-object.ts'
export type { Table } from './simulator/world/table.ts'
