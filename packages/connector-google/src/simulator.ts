export type { QuotaUsage, SimulatedRequest as RequestRecord } from '@opencasb/simulator-kit'
export type { GoogleSimulatorControl } from './simulator/control/create-simulator-control.ts'
export { createSimulatorControl } from './simulator/control/create-simulator-control.ts'
export type { RunningGoogleSimulator } from './simulator/create-google-simulator.ts'
export { createGoogleSimulator } from './simulator/create-google-simulator.ts'
export type { GoogleSimulatorStart } from './simulator/google-simulator.ts'
export { googleSimulator } from './simulator/google-simulator.ts'
export type {
  GoogleSimulatedIntegration,
  GoogleSimulatorCommands,
  IntegrationRequest,
} from './simulator/google-simulator-control.ts'
export type { GoogleSimulatorOptions, GoogleWorldOptions } from './simulator/options.ts'
export type { SimulatorProcess, SimulatorProcessOptions } from './simulator/process.ts'
export { serveSimulatorProcess, startSimulatorProcess } from './simulator/process.ts'
export type { SimulatedName } from './simulator/world/mail-zone.ts'
export { googleSimulatorZone } from './simulator/world/mail-zone.ts'
export { demoWorld, emptyWorld, largeWorld, smallWorld } from './simulator/worlds.ts'
