export type {
  AggregateCheckDefinition,
  AggregateVerdict,
  Check,
  CheckDefinition,
  CheckInput,
  CheckLifecycle,
  CheckMetadata,
  EvaluateInput,
} from './contract/check.ts'
export { defineAggregateCheck, defineCheck } from './contract/check.ts'
export type { ConnectAnswer, Connected, ConnectFlow, ConnectRequest } from './contract/connect-flow.ts'
export type { AuthMethod, Connector, OpenContext, PermissionNote, SetupGuide } from './contract/connector.ts'
export { connectorSpec, defineConnector } from './contract/connector.ts'
export type { DeriveContext, DerivedResourceDefinition } from './contract/derived-resource.ts'
export { defineDerivedResource } from './contract/derived-resource.ts'
export type { Facet, FacetContext, Index, Indexes, IndexReader, IndexReaders } from './contract/facet.ts'
export { defineFacet, defineIndex } from './contract/facet.ts'
export type { Framework, FrameworkControl } from './contract/framework.ts'
export type { AuthKind, Cost, Needs } from './contract/needs.ts'
export type { FacetOutcome, InlineFacets, Page, Partition, UnreadableItem } from './contract/page.ts'
export type {
  ChildResourceDefinition,
  Log,
  PartitionContext,
  ResourceType,
  StreamContext,
} from './contract/resource.ts'
export { defineChildResource, defineResource } from './contract/resource.ts'
export type { Quota, Session } from './contract/session.ts'
export type { FailOptions, FailVerdict, NotApplicableVerdict, PassVerdict, Verdict } from './contract/verdict.ts'
export { fail, notApplicable, pass } from './contract/verdict.ts'
