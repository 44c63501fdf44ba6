import { isDeepStrictEqual } from 'node:util'
import type { CommitBatch, FindingRecord, RunRecord } from '../contract/state.ts'
import { StateError } from '../errors/state-error.ts'
import type { FindingHistoryEntry } from '../model/finding.ts'
import {
  type FindingRow,
  type IntegrationData,
  type MemoryData,
  openPartition,
  openResource,
  type SavedCheckpoint,
  streamKey,
} from './memory-data.ts'

/** A batch of which every part has been read, so that applying it cannot fail half-way. */
interface ReadBatch extends Omit<CommitBatch, 'checkpoint'> {
  readonly saved: SavedCheckpoint | undefined
}

/** Applies a batch to the integration: all of it, or nothing where a part of it cannot be read. */
export function memoryCommit(data: MemoryData, integration: IntegrationData, batch: CommitBatch): void {
  const read = readBatch(batch)
  checkRevisions(integration, read)
  checkPatched(integration, read)
  for (const { record, history } of read.findings ?? []) {
    if (putFinding(integration, record)) data.sortedFindings = undefined
    if (history) addHistory(integration, record.finding.fingerprint, history)
  }
  markFindings(integration, read)
  if (read.inventory || read.inventorySweep) {
    writeInventory(integration, read)
    data.sortedInventory = undefined
  }
  if (read.patch) integration.integration = { ...integration.integration, ...read.patch }
  if (read.run) putRun(integration, read.run)
  if (read.watermark) integration.watermarks.set(streamKey(read.watermark), read.watermark)
  if (read.dropCheckpoints) integration.checkpoints.clear()
  else if (read.saved) integration.checkpoints.set(streamKey(read.saved.checkpoint), read.saved)
}

function checkRevisions(integration: IntegrationData, { findings }: ReadBatch): void {
  for (const { record, basedOn } of findings ?? []) {
    if (!basedOn) continue
    const { fingerprint } = record.finding
    const stored = integration.findings.get(fingerprint)?.record
    const isSeenSince = stored && basedOn.seenRun !== undefined && stored.seenRun !== basedOn.seenRun
    if ((stored?.finding.revision ?? 0) === basedOn.revision && !isSeenSince) continue
    const message = `The finding ${fingerprint} was changed meanwhile; nothing was written`
    throw new StateError(message, { reason: 'conflict' })
  }
}

function checkPatched({ integration }: IntegrationData, { patch, patchBasedOn }: ReadBatch): void {
  if (!patch || !patchBasedOn || isDeepStrictEqual(patchBasedOn, integration)) return
  const message = `The integration ${integration.id} was changed meanwhile; nothing was written`
  throw new StateError(message, { reason: 'conflict' })
}

function readBatch(batch: CommitBatch): ReadBatch {
  const { findings, inventory, checkpoint, watermark, run, patch, ...rest } = batch
  return {
    ...rest,
    ...(findings && { findings: findings.map((entry) => ({ ...entry })) }),
    ...(inventory && { inventory: { ...inventory, assets: inventory.assets.map((entry) => ({ ...entry })) } }),
    ...(watermark && { watermark: { ...watermark } }),
    ...(run && { run: { ...run } }),
    ...(patch && { patch: { ...patch } }),
    saved: checkpoint && save(checkpoint),
  }
}

function save({ progress, ...checkpoint }: NonNullable<CommitBatch['checkpoint']>): SavedCheckpoint {
  return { checkpoint, progress: JSON.stringify(progress) }
}

/** Nobody asks for any but the newest run and the newest report, so that a process that scans for weeks keeps no more. */
function putRun({ runs }: IntegrationData, run: RunRecord): void {
  runs.set(run.runId, run)
  const newestFirst = [...runs.values()].reverse()
  const reported = newestFirst.find(({ report }) => report)
  for (const other of newestFirst.slice(1)) if (other !== reported) runs.delete(other.runId)
}

/** Says whether the finding has a new place in the listing. */
function putFinding(integration: IntegrationData, record: FindingRecord): boolean {
  const { fingerprint, severity, firstSeen } = record.finding
  const row = integration.findings.get(fingerprint)
  if (!row) {
    const added = { record }
    integration.findings.set(fingerprint, added)
    addToIndexes(integration, added)
    return true
  }
  const before = row.record
  if (isElsewhere(before, record)) {
    removeFromIndexes(integration, row)
    row.record = record
    addToIndexes(integration, row)
  }
  row.record = record
  return before.finding.severity !== severity || before.finding.firstSeen !== firstSeen
}

function isElsewhere(a: FindingRecord, b: FindingRecord): boolean {
  return a.resource !== b.resource || a.partition !== b.partition || a.item !== b.item || a.parent !== b.parent
}

function addToIndexes(integration: IntegrationData, row: FindingRow): void {
  const { resource: name, partition, item, parent } = row.record
  const resource = openResource(integration, name)
  openPartition(resource, partition).findings.add(row)
  addTo(resource.byItem, item, row)
  if (parent !== undefined) addTo(resource.byParent, parent, row)
}

function removeFromIndexes(integration: IntegrationData, row: FindingRow): void {
  const { resource: name, partition, item, parent } = row.record
  const resource = openResource(integration, name)
  openPartition(resource, partition).findings.delete(row)
  removeFrom(resource.byItem, item, row)
  if (parent !== undefined) removeFrom(resource.byParent, parent, row)
}

function addTo(index: Map<string, FindingRow[]>, key: string, row: FindingRow): void {
  const rows = index.get(key)
  if (rows) rows.push(row)
  else index.set(key, [row])
}

function removeFrom(index: Map<string, FindingRow[]>, key: string, row: FindingRow): void {
  const rows = index.get(key)?.filter((other) => other !== row) ?? []
  if (rows.length > 0) index.set(key, rows)
  else index.delete(key)
}

function addHistory(integration: IntegrationData, fingerprint: string, entry: FindingHistoryEntry): void {
  const entries = integration.history.get(fingerprint) ?? []
  integration.history.set(fingerprint, entries)
  if (!entries.some((known) => known.id === entry.id)) entries.push(entry)
}

function markFindings(integration: IntegrationData, batch: ReadBatch): void {
  const change = (fingerprint: string, next: (record: FindingRecord) => FindingRecord): void => {
    const row = integration.findings.get(fingerprint)
    if (row) row.record = next(row.record)
  }
  const { seen, unassessed, unassessedChecks, missed } = batch
  for (const fingerprint of seen?.fingerprints ?? []) {
    if (seen) change(fingerprint, (record) => markSeen(record, seen.runId, seen.at))
  }
  for (const fingerprint of unassessed?.fingerprints ?? []) {
    if (!unassessed) continue
    const { runId, at } = unassessed
    change(fingerprint, (record) => ({ ...markUnknown(record, at), seenRun: runId, misses: 0 }))
  }
  if (unassessedChecks) {
    const checks = new Set(unassessedChecks.checks)
    for (const row of integration.findings.values()) {
      const { state, check } = row.record.finding
      if (state !== 'resolved' && checks.has(check)) row.record = markUnknown(row.record, unassessedChecks.at)
    }
  }
  for (const fingerprint of missed?.fingerprints ?? []) {
    if (!missed) continue
    change(fingerprint, (record) => ({ ...record, seenRun: missed.runId, misses: record.misses + 1 }))
  }
}

function markSeen(record: FindingRecord, runId: string, at: string): FindingRecord {
  const { unknownSince: _, ...finding } = record.finding
  return { ...record, finding: { ...finding, lastSeen: at }, seenRun: runId, misses: 0 }
}

function markUnknown(record: FindingRecord, at: string): FindingRecord {
  if (record.finding.unknownSince !== undefined) return record
  return { ...record, finding: { ...record.finding, unknownSince: at } }
}

function writeInventory(integration: IntegrationData, { inventory, inventorySweep }: ReadBatch): void {
  if (inventory) {
    const { resource, partition, runId, at } = inventory
    const known = openPartition(openResource(integration, resource), partition).inventory
    for (const { item, asset } of inventory.assets) {
      const row = known.get(item)
      if (row) Object.assign(row, { asset, lastSeen: at, runId })
      else {
        const { id } = integration.integration
        known.set(item, { integration: id, resource, partition, item, asset, firstSeen: at, lastSeen: at, runId })
      }
    }
    for (const item of inventory.removed ?? []) known.delete(item)
  }
  if (inventorySweep) {
    const { resource, partition, runId } = inventorySweep
    const known = integration.resources.get(resource)?.partitions.get(partition)?.inventory
    for (const [item, row] of known ?? []) if (row.runId !== runId) known?.delete(item)
  }
}
