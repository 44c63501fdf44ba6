export type { M365AuthKind } from './simulator/access/app-registration.ts'
export type { IssuedCredentials } from './simulator/access/credentials.ts'
export type { RunningM365Simulator } from './simulator/create-m365-simulator.ts'
export { createM365Simulator } from './simulator/create-m365-simulator.ts'
export type { M365SimulatorStart } from './simulator/m365-simulator.ts'
export { m365Simulator } from './simulator/m365-simulator.ts'
export type {
  M365IntegrationRequest,
  M365SimulatedIntegration,
  M365SimulatorCommands,
  M365SimulatorRecords,
} from './simulator/m365-simulator-control.ts'
export type { M365SimulatorOptions, M365WorldOptions, SimulatedPlan } from './simulator/options.ts'
export type { M365SimulatorControl, M365SimulatorProcess } from './simulator/process.ts'
export { createSimulatorControl, serveSimulatorProcess, startSimulatorProcess } from './simulator/process.ts'
export type { SimulatedName } from './simulator/world/mail-zone.ts'
export { m365SimulatorZone } from './simulator/world/mail-zone.ts'
export { demoWorld, emptyWorld, largeWorld, smallWorld } from './simulator/worlds.ts'
