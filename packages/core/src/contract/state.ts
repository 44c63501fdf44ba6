import type { Asset, AssetKind } from '../model/asset.ts'
import type { Finding, FindingHistoryEntry, FindingState, SeveritySource } from '../model/finding.ts'
import type { Integration, IntegrationPatch } from '../model/integration.ts'
import type { JsonValue } from '../model/json.ts'
import type { ScanReport } from '../model/report.ts'
import type { Severity } from '../model/severity.ts'
import type { BudgetStore } from './budget-store.ts'
import type { HttpCache } from './http-cache.ts'
import type { OutboxEntry, OutboxStore } from './outbox.ts'
import type { SealedStore } from './sealed-store.ts'

/** A finding with what the engine needs to know of it; hosts see only `finding`. */
export interface FindingRecord {
  readonly finding: Finding
  readonly resource: string
  readonly partition: string
  /** The resource's key of the item that the check looked at. */
  readonly item: string
  /** Set for items that were read as part of a parent: the parent's key. */
  readonly parent?: string
  /** The run that last saw it, whatever the outcome. */
  readonly seenRun: string
  /** How many complete listings in a row lacked it. */
  readonly misses: number
  /** The severity that the host set for this finding, kept while scans go on. */
  readonly hostSeverity?: Severity
  /** What check, verdict and policy say of the severity; what a reset puts back. */
  readonly scanSeverity?: { readonly severity: Severity; readonly severitySource: SeveritySource }
}

/** Which records the engine wants before it decides about a page. */
export interface KnownQuery {
  readonly integration: string
  readonly resource: string
  /** All partitions when absent: an item may have moved from one to another. */
  readonly partition?: string
  /** Records of these items. */
  readonly items?: readonly string[]
  /** Records of items read as part of these parents. */
  readonly parents?: readonly string[]
  /** Closed records too. @default false: only records that are not `resolved` */
  readonly resolved?: boolean
}

/** Which records a sweep walks through, in fingerprint order. */
export interface UnseenQuery {
  readonly integration: string
  readonly resource: string
  readonly partition: string
  readonly checks: readonly string[]
  /** Records that this run saw are left out. */
  readonly runId: string
  readonly after?: string
  readonly limit: number
}

/** How many unresolved findings a check has in a partition, and how many of them this run did not see. */
export interface SweepCount {
  readonly check: string
  readonly open: number
  readonly unseen: number
}

/** What hosts filter findings by; every given list must match. */
export interface FindingFilter {
  readonly integration?: readonly string[]
  readonly connector?: readonly string[]
  readonly severity?: readonly Severity[]
  readonly state?: readonly FindingState[]
  readonly check?: readonly string[]
  readonly category?: readonly string[]
  readonly assetKind?: readonly AssetKind[]
  readonly asset?: readonly string[]
  /** Part of title, message or asset name, without regard to case. */
  readonly text?: string
  /** First seen at or after this time. */
  readonly firstSeenSince?: string
  /** True: only findings whose asset could not be assessed at the last scan. */
  readonly unknown?: boolean
}

/** One page of a listing. */
export interface ListPage<T> {
  readonly items: readonly T[]
  /** Give it as `after` to get the next page; absent on the last one. */
  readonly cursor?: string
}

/** How a listing is paged. */
export interface ListOptions {
  /** @default 100; at most 1,000 */
  readonly limit?: number
  readonly after?: string
}

/** What findings can be counted by. */
export type FindingGroup = 'severity' | 'state' | 'check' | 'connector' | 'integration' | 'category'

/** Findings, as the engine writes and hosts read them. */
export interface FindingStore {
  known(query: KnownQuery): Promise<readonly FindingRecord[]>
  unseen(query: UnseenQuery): Promise<readonly FindingRecord[]>
  sweepCounts(query: Omit<UnseenQuery, 'after' | 'limit'>): Promise<readonly SweepCount[]>
  /** Unresolved records of checks that are not in the list, in fingerprint order. */
  ofOtherChecks(query: {
    integration: string
    checks: readonly string[]
    after?: string
    limit: number
  }): Promise<readonly FindingRecord[]>
  get(integration: string, fingerprint: string): Promise<FindingRecord | undefined>
  /** Finds a finding by its fingerprint or the beginning of it, in one integration or in all. */
  find(fingerprint: string, integration?: string): Promise<readonly FindingRecord[]>
  /** Most urgent first, then newest first, then by fingerprint. */
  list(filter: FindingFilter, options?: ListOptions): Promise<ListPage<Finding>>
  count(filter: FindingFilter, by: FindingGroup): Promise<Readonly<Record<string, number>>>
  history(integration: string, fingerprint: string): Promise<readonly FindingHistoryEntry[]>
  /** Ignored findings whose time is over. */
  expiredIgnores(integration: string, now: string, limit: number): Promise<readonly FindingRecord[]>
}

/** One asset in the inventory. */
export interface InventoryItem {
  readonly integration: string
  readonly resource: string
  readonly partition: string
  readonly item: string
  readonly asset: Asset
  readonly firstSeen: string
  readonly lastSeen: string
}

/** What hosts filter the inventory by. */
export interface InventoryFilter {
  readonly integration?: readonly string[]
  readonly kind?: readonly AssetKind[]
  readonly text?: string
}

/** Assets by kind, as the last scans saw them. */
export interface InventoryStore {
  /** By kind, then name, then item. */
  list(filter: InventoryFilter, options?: ListOptions): Promise<ListPage<InventoryItem>>
  count(filter: InventoryFilter): Promise<Readonly<Record<string, number>>>
}

/** How far one stream of a run has come. */
export interface StreamCheckpoint {
  readonly resource: string
  readonly partition: string
  readonly runId: string
  readonly mode: 'full' | 'changes'
  /** Where to go on; absent before the first page. */
  readonly cursor?: string
  readonly done: boolean
  /** Counters, aggregate states and gaps so far: what the report needs after a resume. */
  readonly progress: JsonValue
}

/** The run that an integration is in, or was in last. */
export interface RunRecord {
  readonly runId: string
  readonly integration: string
  readonly startedAt: string
  readonly mode: 'full' | 'incremental'
  /** Identifies checks, versions and parameters: a run is resumed only with the same ones. */
  readonly planHash: string
  readonly status: 'running' | ScanReport['status']
  readonly report?: ScanReport
}

/** What is known of a stream since it was last read to the end. */
export interface Watermark {
  readonly resource: string
  readonly partition: string
  /** Where the next change feed starts; absent where the stream has none. */
  readonly watermark?: string
  /** When the last full read of the stream ended. */
  readonly fullReadAt: string
  /** How many items that full read had; a listing that falls by more than half is not trusted. */
  readonly items: number
  /** Identifies the checks and parameters that the stream was last evaluated with. */
  readonly planHash: string
}

/** Proof of being the one who may write for an integration. Fences grow with each new owner, also of a key that was erased in between. */
export interface Lease {
  readonly key: string
  readonly fence: number
  renew(ttlMs: number): Promise<boolean>
  release(): Promise<void>
}

/** At most one owner for each key at a time. */
export interface LeaseStore {
  /** `undefined` where somebody else holds it. */
  acquire(key: string, ttlMs: number): Promise<Lease | undefined>
  /** Ends whoever holds it: their renewals and commits are refused from now on. */
  revoke(key: string): Promise<void>
}

/** Everything that one page, one sweep or one action of a host writes: all of it or nothing. */
export interface CommitBatch {
  readonly integration: string
  /** Refused with a `lease-lost` error where a newer owner exists. Absent for actions of the host. */
  readonly fence?: { readonly key: string; readonly fence: number }
  readonly findings?: readonly {
    readonly record: FindingRecord
    /** Absent where the record moves silently. */
    readonly history?: FindingHistoryEntry
    /**
     * What the stored record must still be, so that nobody's change is lost: its revision, 0 where there must be none, and
     * the run that last saw it, where that is given. Otherwise the whole batch is refused with a `conflict` error.
     * Absent: the record is written whatever is stored.
     */
    readonly basedOn?: { readonly revision: number; readonly seenRun?: string }
  }[]
  /** Seen again and unchanged: only the time and the run are written. */
  readonly seen?: { readonly fingerprints: readonly string[]; readonly runId: string; readonly at: string }
  /** Could not be assessed: counts as seen by the run, `lastSeen` stays, `unknownSince` is set where it is not. */
  readonly unassessed?: { readonly fingerprints: readonly string[]; readonly runId: string; readonly at: string }
  /** The same for all unresolved findings of whole checks; `runId` is not touched. */
  readonly unassessedChecks?: { readonly checks: readonly string[]; readonly at: string }
  /** Absent from a complete listing for the first time, where it takes two: one miss more, and done with for this run. */
  readonly missed?: { readonly fingerprints: readonly string[]; readonly runId: string }
  readonly inventory?: {
    readonly resource: string
    readonly partition: string
    readonly runId: string
    readonly at: string
    readonly assets: readonly { readonly item: string; readonly asset: Asset }[]
    readonly removed?: readonly string[]
  }
  /** After a complete listing: forget what this run did not see. */
  readonly inventorySweep?: { readonly resource: string; readonly partition: string; readonly runId: string }
  readonly checkpoint?: StreamCheckpoint
  readonly watermark?: Watermark
  readonly run?: RunRecord
  /** Put into the outbox with the rest of the batch. An entry that is there already is left as it is. */
  readonly outbox?: readonly OutboxEntry[]
  /** Fields of the integration that change with the batch; the others stay. */
  readonly patch?: IntegrationPatch
  /**
   * The integration as it was read when the patch was decided upon. Where another is stored by now, the whole batch is
   * refused with a `conflict` error. Absent: the patch is written whatever is stored.
   */
  readonly patchBasedOn?: Integration
  /** The run is over: its checkpoints are no longer needed. */
  readonly dropCheckpoints?: boolean
}

/** Checkpoints, watermarks and runs of integrations. */
export interface CheckpointStore {
  load(integration: string): Promise<readonly StreamCheckpoint[]>
  watermarks(integration: string): Promise<readonly Watermark[]>
  /** The newest run. */
  lastRun(integration: string): Promise<RunRecord | undefined>
  /** The newest run that ended with a report. */
  lastReport(integration: string): Promise<ScanReport | undefined>
}

/** What hosts and schedulers filter integrations by; every given part must match. */
export interface IntegrationFilter {
  readonly connector?: string
  readonly owner?: string
  /** The vendor's id of the tenant. */
  readonly tenant?: string
  /** Only what is not paused and whose next scan is due at or before this time, the longest due first; ISO 8601. */
  readonly dueBefore?: string
  /** @default all of them */
  readonly limit?: number
}

/** What was erased with an integration. */
export interface ErasedCounts {
  readonly findings: number
  readonly assets: number
  /** Checkpoints, watermarks and runs. */
  readonly progress: number
  readonly cachedAnswers: number
  readonly outbox: number
}

/** Integrations that the host has added. */
export interface IntegrationStore {
  /** Adds it; false where there is one with its id, which stays as it is. */
  add(integration: Integration): Promise<boolean>
  /** Adds it, or puts it in the place of the one with its id. */
  put(integration: Integration): Promise<void>
  get(id: string): Promise<Integration | undefined>
  /** In the order in which they were added, unless the filter says otherwise. */
  list(filter?: IntegrationFilter): Promise<readonly Integration[]>
  /** Reads, changes and writes in one transaction; `undefined` where there is none. The function may be called again. */
  update(id: string, change: (current: Integration) => Integration): Promise<Integration | undefined>
  /**
   * Erases the integration with everything that belongs to it: also its outbox, and its leases `scan:<id>` and
   * `credential:<credentialRef>`. Of one that is gone it finishes what an interrupted removal left.
   */
  remove(id: string): Promise<ErasedCounts>
}

/**
 * A database. The engine decides, a store stores: it only compares what was read with what is there now: fences, versions,
 * revisions.
 * Every method rejects with a `StateError` where the database fails.
 */
export interface StateStore {
  readonly integrations: IntegrationStore
  readonly findings: FindingStore
  readonly inventory: InventoryStore
  readonly checkpoints: CheckpointStore
  readonly leases: LeaseStore
  readonly outbox: OutboxStore
  readonly sealed: SealedStore
  readonly budgets: BudgetStore
  /** The conditional-request cache of one integration. */
  cache(integration: string): HttpCache
  /** Writes all of it in one transaction, or nothing. */
  commit(batch: CommitBatch): Promise<void>
  close(): Promise<void>
}
