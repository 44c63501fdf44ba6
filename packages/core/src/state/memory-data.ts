import type { FindingRecord, RunRecord, StreamCheckpoint, Watermark } from '../contract/state.ts'
import type { Asset } from '../model/asset.ts'
import type { FindingHistoryEntry } from '../model/finding.ts'
import type { Integration } from '../model/integration.ts'

/** One finding; scans replace the record inside, so that sorted lists of rows stay valid. */
export interface FindingRow {
  record: FindingRecord
}

/** One asset; scans change it in place. */
export interface InventoryRow {
  readonly integration: string
  readonly resource: string
  readonly partition: string
  readonly item: string
  asset: Asset
  readonly firstSeen: string
  lastSeen: string
  runId: string
}

/** What is known of one resource type in one partition. */
export interface PartitionData {
  readonly findings: Set<FindingRow>
  readonly inventory: Map<string, InventoryRow>
}

/** What is known of one resource type. */
export interface ResourceData {
  readonly byItem: Map<string, FindingRow[]>
  readonly byParent: Map<string, FindingRow[]>
  readonly partitions: Map<string, PartitionData>
}

/** A checkpoint with its progress as text: the engine goes on changing the objects that it gave. */
export interface SavedCheckpoint {
  readonly checkpoint: Omit<StreamCheckpoint, 'progress'>
  readonly progress: string
}

/** Everything that belongs to one integration. */
export interface IntegrationData {
  integration: Integration
  readonly findings: Map<string, FindingRow>
  readonly history: Map<string, FindingHistoryEntry[]>
  readonly resources: Map<string, ResourceData>
  readonly checkpoints: Map<string, SavedCheckpoint>
  readonly watermarks: Map<string, Watermark>
  readonly runs: Map<string, RunRecord>
}

/** The whole state, with listings in order as long as nothing moved in them. */
export interface MemoryData {
  readonly integrations: Map<string, IntegrationData>
  sortedFindings: readonly FindingRow[] | undefined
  sortedInventory: readonly InventoryRow[] | undefined
}

/** An integration of which nothing is known yet. */
export function newIntegrationData(integration: Integration): IntegrationData {
  return {
    integration,
    findings: new Map(),
    history: new Map(),
    resources: new Map(),
    checkpoints: new Map(),
    watermarks: new Map(),
    runs: new Map(),
  }
}

/** The resource type's data, made where it is missing. */
export function openResource(data: IntegrationData, name: string): ResourceData {
  const known = data.resources.get(name) ?? { byItem: new Map(), byParent: new Map(), partitions: new Map() }
  data.resources.set(name, known)
  return known
}

/** The partition's data, made where it is missing. */
export function openPartition(resource: ResourceData, key: string): PartitionData {
  const known = resource.partitions.get(key) ?? { findings: new Set(), inventory: new Map() }
  resource.partitions.set(key, known)
  return known
}

/** One key for a resource and a partition, whatever characters they hold. */
export function streamKey(stream: { readonly resource: string; readonly partition: string }): string {
  return JSON.stringify([stream.resource, stream.partition])
}
