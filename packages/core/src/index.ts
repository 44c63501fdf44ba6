export type { StandardSchemaV1 } from '@standard-schema/spec'
export type { Clock } from './clock/clock.ts'
export { systemClock } from './clock/system-clock.ts'
export type {
  ComplianceView,
  ConcernedAsset,
  ControlCheck,
  ControlResult,
  ControlStatus,
} from './compliance/compliance-view.ts'
export { controlStatuses, mostConcerned } from './compliance/compliance-view.ts'
export type { BudgetStore } from './contract/budget-store.ts'
export type {
  AggregateDone,
  AggregateVerdict,
  Check,
  CheckInput,
  CheckLifecycle,
  CheckMetadata,
} from './contract/check.ts'
export type { ConnectAnswer, Connected, ConnectFlow, ConnectRequest } from './contract/connect-flow.ts'
export type {
  AuthMethod,
  Connector,
  Milliseconds,
  OpenContext,
  PermissionNote,
  SetupGuide,
} from './contract/connector.ts'
export { connectorSpec } from './contract/connector.ts'
export type {
  CredentialHandle,
  CredentialStore,
  StoredCredentials,
  VersionedCredentials,
} from './contract/credentials.ts'
export type { DeriveContext } from './contract/derived-resource.ts'
export type { Facet, FacetContext, Index, Indexes, IndexReader, IndexReaders } from './contract/facet.ts'
export type { Framework, FrameworkControl } from './contract/framework.ts'
export type { CachedAnswer, HttpCache } from './contract/http-cache.ts'
export type { AuthKind, Cost, Needs } from './contract/needs.ts'
export type { OutboxEntry, OutboxFilter, OutboxRow, OutboxStore, OutboxType } from './contract/outbox.ts'
export type { FacetOutcome, InlineFacets, Page, Partition, UnreadableItem } from './contract/page.ts'
export type { RateLimiter, RateObservation, RateTicket } from './contract/rate-limiter.ts'
export type { Log, PartitionContext, ResourceType, StreamContext } from './contract/resource.ts'
export type { SealedRecord, SealedStore } from './contract/sealed-store.ts'
export type { Quota, Session } from './contract/session.ts'
export type { DurableDelivery, FindingSink, SinkContext } from './contract/sinks.ts'
export type {
  CheckpointStore,
  CommitBatch,
  ErasedCounts,
  FindingFilter,
  FindingGroup,
  FindingRecord,
  FindingStore,
  IntegrationFilter,
  IntegrationStore,
  InventoryFilter,
  InventoryItem,
  InventoryStore,
  KnownQuery,
  Lease,
  LeaseStore,
  ListOptions,
  ListPage,
  RunRecord,
  StateStore,
  StreamCheckpoint,
  SweepCount,
  UnseenQuery,
  Watermark,
} from './contract/state.ts'
export type { Transport, TransportRequest, TransportResponse } from './contract/transport.ts'
export type { FailVerdict, NotApplicableVerdict, PassVerdict, Verdict } from './contract/verdict.ts'
export { CheckError } from './errors/check-error.ts'
export { CheckpointExpiredError } from './errors/checkpoint-expired-error.ts'
export { ConfigError } from './errors/config-error.ts'
export { ContractError } from './errors/contract-error.ts'
export { CredentialError } from './errors/credential-error.ts'
export { DependencyError } from './errors/dependency-error.ts'
export { FeatureUnavailableError } from './errors/feature-unavailable-error.ts'
export { NotFoundError } from './errors/not-found-error.ts'
export type { ErrorCode, OpenCasbErrorOptions } from './errors/open-casb-error.ts'
export { OpenCasbError } from './errors/open-casb-error.ts'
export { PermissionError } from './errors/permission-error.ts'
export { ProviderError } from './errors/provider-error.ts'
export { RateLimitError } from './errors/rate-limit-error.ts'
export { SinkError } from './errors/sink-error.ts'
export type { StateErrorReason } from './errors/state-error.ts'
export { StateError } from './errors/state-error.ts'
export { UnexpectedAnswerError } from './errors/unexpected-answer-error.ts'
export type { ScannerEvents, ScanProgress, ScanStart } from './events/scan-events.ts'
export type { Action, FindingRef, FindingsService, IgnoreAction } from './findings/findings-service.ts'
export type { AuthDescription, ConnectorDescription } from './integrations/connector-description.ts'
export type {
  AddedIntegration,
  AddOptions,
  BegunConnect,
  ConnectAttempt,
  Erasure,
  GivenCredentials,
  IntegrationChange,
  IntegrationsService,
  NewIntegration,
  RemoveOptions,
  Revocation,
} from './integrations/integrations-service.ts'
export type { InventoryService } from './inventory/inventory-service.ts'
export { createRateLimits } from './limits/create-rate-limits.ts'
export type { RateLimits, RateLimitsOptions, ScanLimiterOptions } from './limits/rate-limits.ts'
export type { Asset, AssetKind } from './model/asset.ts'
export { assetKinds } from './model/asset.ts'
export type {
  AssetCounts,
  CheckCoverage,
  CheckStatus,
  Gap,
  GapReason,
  StreamCoverage,
  UnknownReason,
} from './model/coverage.ts'
export type {
  CheckCategory,
  Finding,
  FindingChange,
  FindingChangeType,
  FindingHistoryEntry,
  FindingState,
  IgnoreNote,
  Resolution,
  SeveritySource,
} from './model/finding.ts'
export { findingStates } from './model/finding.ts'
export type { HealthChange, HealthState, IntegrationHealth } from './model/health.ts'
export { healthStates } from './model/health.ts'
export type { Integration, IntegrationPatch, Tenant } from './model/integration.ts'
export type { JsonObject, JsonValue } from './model/json.ts'
export type { BucketUsage, ReportedError, ScanReport, ScanStatus } from './model/report.ts'
export type { IntegrationSchedule, ScanWindow, Weekday } from './model/schedule.ts'
export { isSecret, Secret, secret } from './model/secret.ts'
export type { Severity, SeverityLevel } from './model/severity.ts'
export { compareSeverity, isAtLeast, severities, severityLevels } from './model/severity.ts'
export type { OutboxService } from './outbox/outbox-service.ts'
export type { PermissionNeed } from './plan/permissions.ts'
export { permissionsFor } from './plan/permissions.ts'
export type { PlannedStream, PlannedUsage, ScanPlan } from './plan/scan-plan.ts'
export type { CheckPolicy, Policy, ResourceScope } from './policy/policy.ts'
export { readPolicy } from './policy/read-policy.ts'
export { createScanner } from './scanner/create-scanner.ts'
export type {
  DueOptions,
  ScanLimits,
  Scanner,
  ScannerOptions,
  ScanOptions,
  SchedulerOptions,
} from './scanner/scanner.ts'
export { createMemoryCredentials } from './state/memory-credentials.ts'
export type { MemoryStateOptions } from './state/memory-state.ts'
export { createMemoryState } from './state/memory-state.ts'
