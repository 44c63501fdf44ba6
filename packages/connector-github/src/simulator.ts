export type { QuotaUsage, SimulatedRequest as RequestRecord } from '@opencasb/simulator-kit'
export type { GithubAuthKind } from './simulator/access/grant.ts'
export type { PublicApp, PublicAppRequest } from './simulator/access/user-authorizations.ts'
export type { GithubSimulatorControl } from './simulator/control/create-simulator-control.ts'
export { createSimulatorControl } from './simulator/control/create-simulator-control.ts'
export type { RunningGithubSimulator } from './simulator/create-github-simulator.ts'
export { createGithubSimulator } from './simulator/create-github-simulator.ts'
export type { FaultOptions } from './simulator/faults/faults.ts'
export type { GithubSimulatorStart } from './simulator/github-simulator.ts'
export { githubSimulator } from './simulator/github-simulator.ts'
export type {
  GithubSimulatedIntegration,
  GithubSimulatorCommands,
  GithubSimulatorRecords,
  IntegrationRequest,
  QuotaSetting,
} from './simulator/github-simulator-control.ts'
export type { GithubLimits } from './simulator/limits/limits-options.ts'
export type { Resource } from './simulator/limits/quota.ts'
export type { GithubSimulatorOptions } from './simulator/options.ts'
export type { SimulatorProcess, SimulatorProcessOptions } from './simulator/process.ts'
export { serveSimulatorProcess, startSimulatorProcess } from './simulator/process.ts'
export type { Hook } from './simulator/world/hook.ts'
export type { OrganizationOptions } from './simulator/world/organization-options.ts'
export type { OrganizationSettings, Posture } from './simulator/world/organization-settings.ts'
export type { RepositoryRole } from './simulator/world/outside-collaborator.ts'
export type { Repository } from './simulator/world/repository.ts'
export type { Ruleset } from './simulator/world/ruleset.ts'
export type { GithubPlan } from './simulator/world/world.ts'
export type { InOrganization, InRepository, OfAccount, WorldChange } from './simulator/world/world-change.ts'
export { demoWorld, emptyWorld, largeWorld, smallWorld } from './simulator/worlds.ts'
