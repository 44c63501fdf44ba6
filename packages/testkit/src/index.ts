export type { ConformanceOptions } from './conformance/conformance-options.ts'
export { connectorConformance } from './conformance/connector-conformance.ts'
export type { FakeClock, FakeClockOptions } from './fake-clock.ts'
export { createFakeClock } from './fake-clock.ts'
export type { ConnectorFault, Dialect, FaultOutcome } from './faults/connector-fault.ts'
export { connectorFaults } from './faults/connector-faults.ts'
export type {
  ConnectionFault,
  DateFault,
  DelayFault,
  EchoFault,
  Fault,
  FaultHeader,
  ForeignLinkFault,
  ForeignRedirectFault,
  PagingFault,
  SlowBodyFault,
  SpoiltBodyFault,
  StatusFault,
  StrangeBodyFault,
} from './faults/fault.ts'
export type { FaultProxy, FaultProxyOptions, ProxiedRequest } from './faults/fault-proxy.ts'
export { startFaultProxy } from './faults/fault-proxy.ts'
export type { FaultRequest, FaultRule } from './faults/fault-rule.ts'
export type { ForeignRequest, ForeignServer } from './faults/foreign-server.ts'
export { startForeignServer } from './faults/foreign-server.ts'
export type { RequestSource, SourceKind } from './faults/request-source.ts'
export type { MemoryProbeOptions, MemoryUsage, TakeSample } from './probe-memory.ts'
export { probeMemory } from './probe-memory.ts'
export type { AggregateCheckRun, CheckRun } from './run-check.ts'
export { runCheck, runCheckParts } from './run-check.ts'
export type { RunningSimulator, SimulatedIntegration, SimulatedRequest, Simulator } from './simulator.ts'
export type { CredentialStoreConformance } from './suites/credential-store-conformance.ts'
export { credentialStoreConformance } from './suites/credential-store-conformance.ts'
export type { FindingSinkConformance } from './suites/finding-sink-conformance.ts'
export { findingSinkConformance } from './suites/finding-sink-conformance.ts'
export type { TestRunner } from './suites/rule.ts'
export type { SinkSubject } from './suites/sink/sink-subject.ts'
export { sampleFinding } from './suites/state/sample-finding.ts'
export { sampleReport } from './suites/state/sample-report.ts'
export type { StateStoreConformance } from './suites/state-store-conformance.ts'
export { stateStoreConformance } from './suites/state-store-conformance.ts'
